-- A session in neovim: diagnostics with related places, hover, outline, code actions, typing, a long file.
-- Written for neovim 0.7, which is what Debian 12 has; later ones still know these calls.

local passed, failed = 0, 0
local PATIENCE = 60000

local function check(what, ok, seen)
  if ok then
    passed = passed + 1
    print("ok " .. what .. "\n")
  else
    failed = failed + 1
    print("FAILED " .. what .. ": " .. vim.inspect(seen) .. "\n")
  end
end

local function finish()
  print(("%d passed, %d failed\n"):format(passed, failed))
  vim.lsp.stop_client(vim.lsp.get_active_clients())
  vim.wait(2000, function() return #vim.lsp.get_active_clients() == 0 end)
  vim.cmd(failed == 0 and "qall!" or "cquit 1")
end

local function session()
  local buffer = vim.api.nvim_get_current_buf()
  local client = vim.lsp.start_client({
    name = "copydesk",
    cmd = { vim.env.COPYDESK, "lsp" },
    root_dir = vim.fn.getcwd(),
    init_options = { date = "2024-03-14", inlayHints = true },
  })
  vim.lsp.buf_attach_client(buffer, client)

  local function diagnostics(of)
    return vim.diagnostic.get(of or buffer)
  end
  local function with_code(code, of)
    for _, diagnostic in ipairs(diagnostics(of)) do
      if diagnostic.user_data.lsp.code == code then return diagnostic end
    end
  end
  local function ask(method, params, of)
    params.textDocument = vim.lsp.util.make_text_document_params(of or buffer)
    local answers, problem = vim.lsp.buf_request_sync(of or buffer, method, params, PATIENCE)
    if not answers then return nil, problem end
    return answers[client].result
  end

  vim.wait(PATIENCE, function() return with_code("dates/weekday-mismatch") ~= nil end)
  local weekday = with_code("dates/weekday-mismatch")
  check("a finding is a diagnostic", weekday ~= nil, diagnostics())
  if not weekday then return finish() end

  -- The line holds a character of two UTF-16 units and four bytes before the date.
  local line = vim.api.nvim_buf_get_lines(buffer, weekday.lnum, weekday.lnum + 1, false)[1]
  check("its place is the date", line:sub(weekday.col + 1, weekday.end_col):find("Tuesday, March 13, 2024", 1, true), weekday)
  check("it is an error", weekday.severity == vim.diagnostic.severity.ERROR, weekday.severity)

  local related
  for _, diagnostic in ipairs(diagnostics()) do
    local information = diagnostic.user_data.lsp.relatedInformation
    if information and information[1] and information[1].location.range.start.line ~= diagnostic.lnum then
      related = diagnostic
    end
  end
  check("a pair has its other place", related ~= nil, diagnostics())

  local unit = vim.str_utfindex and select(2, vim.str_utfindex(line, line:find("15 of 45", 1, true) - 1))
  local hover = ask("textDocument/hover", { position = { line = weekday.lnum, character = unit + 1 } })
  check("hover shows the fact as understood", hover and hover.contents.value:find("33.3%%"), hover)

  local symbols = ask("textDocument/documentSymbol", {})
  local names = {}
  for _, symbol in ipairs(symbols or {}) do names[symbol.name] = symbol end
  check("the outline lists the facts", names["15 of 45"] ~= nil, vim.tbl_keys(names))

  local range = weekday.user_data.lsp.range or {
    start = { line = weekday.lnum, character = unit - 20 }, ["end"] = { line = weekday.lnum, character = unit },
  }
  local raw = vim.lsp.diagnostic.get_line_diagnostics(buffer, weekday.lnum)
  for _, diagnostic in ipairs(raw) do
    if diagnostic.code == "dates/weekday-mismatch" then range = diagnostic.range end
  end
  local actions = ask("textDocument/codeAction", { range = range, context = { diagnostics = {} } })
  local fix, stet, off, explain
  for _, action in ipairs(actions or {}) do
    local title = action.title
    if title:find("Wednesday") then fix = action end
    if title:find("^Stet") and title:find("weekday", 1, true) then stet = action end
    if title:find("^Switch off dates/weekday") then off = action end
    if title:find("^Explain dates/weekday") then explain = action end
  end
  check("a fix, stet, explain and switching off are offered", fix and stet and off and explain, actions)

  if stet then
    vim.lsp.util.apply_workspace_edit(stet.edit, "utf-16")
    local after = vim.api.nvim_buf_get_lines(buffer, weekday.lnum, weekday.lnum + 1, false)[1]
    check("stet writes a comment into the same paragraph", after:find("<!-- stet dates/weekday-mismatch: ", 1, true), after)
    vim.cmd("undo")
  end
  if fix then
    vim.lsp.util.apply_workspace_edit(fix.edit, "utf-16")
    vim.wait(PATIENCE, function() return with_code("dates/weekday-mismatch") == nil end)
    check("the finding goes with its fix", with_code("dates/weekday-mismatch") == nil, diagnostics())
  end
  if off then
    vim.lsp.util.apply_workspace_edit(off.edit, "utf-16")
    local settings = vim.fn.bufnr("copydesk.toml")
    local text = settings ~= -1 and table.concat(vim.api.nvim_buf_get_lines(settings, 0, -1, false), "\n") or ""
    check("switching off writes copydesk.toml", text:find('ignore = ["dates/weekday-mismatch"]', 1, true), text)
  end

  -- A megabyte, opened and typed in.
  local paragraph = "The ferry carried about 1,200 people to Öland on 4 May, said Captain Ada Holm. "
  local lines = {}
  for _ = 1, 2100 do
    lines[#lines + 1] = paragraph:rep(6)
    lines[#lines + 1] = ""
  end
  local long = vim.api.nvim_create_buf(true, false)
  vim.api.nvim_buf_set_name(long, vim.fn.getcwd() .. "/long.md")
  vim.api.nvim_buf_set_lines(long, 0, -1, false, lines)
  vim.lsp.buf_attach_client(long, client)
  for _ = 1, 50 do
    vim.api.nvim_buf_set_text(long, 800, 0, 800, 0, { "x" })
  end
  vim.api.nvim_buf_set_lines(long, 802, 803, false, { "The bridge was closed on Tuesday, March 13, 2024." })
  vim.wait(PATIENCE * 5, function() return with_code("dates/weekday-mismatch", long) ~= nil end)
  local found = with_code("dates/weekday-mismatch", long)
  check("a megabyte is checked while it is typed in", found and found.lnum == 802, found or #diagnostics(long))
  finish()
end

local ok, problem = pcall(session)
if not ok then
  print("FAILED: " .. tostring(problem) .. "\n")
  vim.cmd("cquit 1")
end
