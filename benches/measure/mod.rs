//! What a process uses, all of it.

use std::process::Child;

/// What a process has used.
#[derive(Clone, Copy)]
pub(crate) struct Usage {
    /// CPU time of user and system, in milliseconds.
    pub(crate) cpu: f64,
    /// Peak of resident memory, in MiB.
    pub(crate) memory: f64,
}

/// Waits for a process and returns what it has used.
pub(crate) fn wait(child: &Child) -> Usage {
    let pid = libc::pid_t::try_from(child.id()).expect("a process id");
    // SAFETY: `wait4` fills both structures, which are plain data and valid when zeroed; the
    // process is our own child and nobody else waits for it.
    let usage = unsafe {
        let mut status = 0;
        let mut usage: libc::rusage = std::mem::zeroed();
        assert_eq!(libc::wait4(pid, &raw mut status, 0, &raw mut usage), pid);
        assert!(libc::WIFEXITED(status), "the command ends by itself");
        usage
    };
    #[expect(clippy::cast_precision_loss, reason = "times and sizes of one process are small")]
    let milliseconds = |time: libc::timeval| time.tv_sec as f64 * 1e3 + time.tv_usec as f64 / 1e3;
    #[expect(clippy::cast_precision_loss, reason = "times and sizes of one process are small")]
    let memory = usage.ru_maxrss as f64 / 1024.0;
    Usage { cpu: milliseconds(usage.ru_utime) + milliseconds(usage.ru_stime), memory }
}
