//! The command `copydesk`; everything it does is in the library.

fn main() -> std::process::ExitCode {
    copydesk::cli::main()
}
