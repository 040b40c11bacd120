package faults

import (
	"encoding/binary"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"runtime"
	"strings"
	"syscall"
	"testing"
	"unsafe"
)

// step is a system call by which a run changes what lies on the disk.
type step struct {
	name string
	path string // of the file or folder that is changed
	done bool   // false: it failed, and changed nothing
}

func (s step) String() string { return s.name + " " + s.path }

// fault is what happens at the n-th step, the first being 0; -1 is no fault. strace counts the calls of each thread by itself, and
// which thread makes a call is the scheduler's choice; here the steps of all threads are one row.
type fault struct {
	at    int
	kill  bool          // before the step is done
	errno syscall.Errno // with which the step is refused
	short bool          // of a write: half of it is done; with an errno, the next one to the file is refused
}

// beFollowed is the first argument of this very program where it is to ask the kernel to stop it at the calls of a fault, and then to
// become the program that the other arguments name.
const beFollowed = "be-followed"

// calls are the system calls at which the kernel stops a program that is followed.
var calls = []uint32{syscall.SYS_WRITE, syscall.SYS_PWRITE64, syscall.SYS_FSYNC, syscall.SYS_FTRUNCATE, syscall.SYS_FCHMOD, syscall.SYS_OPENAT,
	syscall.SYS_RENAMEAT, syscall.SYS_LINKAT, syscall.SYS_SYMLINKAT, syscall.SYS_UNLINKAT, syscall.SYS_MKDIRAT, syscall.SYS_UTIMENSAT}

// Of linux/prctl.h and linux/seccomp.h.
const (
	setNoNewPrivileges = 38
	setSeccomp         = 22
	modeFilter         = 2
	retTrace           = 0x7ff00000
	retAllow           = 0x7fff0000
)

func init() {
	if len(os.Args) < 3 || os.Args[1] != beFollowed {
		return
	}
	runtime.LockOSThread() // the filter is one of this thread, which becomes the program
	load := syscall.SockFilter{Code: syscall.BPF_LD | syscall.BPF_W | syscall.BPF_ABS}
	filter := []syscall.SockFilter{load} // the number of the call is the first word
	for i, n := range calls {
		filter = append(filter, syscall.SockFilter{Code: syscall.BPF_JMP | syscall.BPF_JEQ | syscall.BPF_K, K: n, Jt: uint8(len(calls) - i)})
	}
	filter = append(filter, syscall.SockFilter{Code: syscall.BPF_RET, K: retAllow}, syscall.SockFilter{Code: syscall.BPF_RET, K: retTrace})
	program := syscall.SockFprog{Len: uint16(len(filter)), Filter: &filter[0]}
	environ := os.Environ()
	if _, _, errno := syscall.RawSyscall6(syscall.SYS_PRCTL, setNoNewPrivileges, 1, 0, 0, 0, 0); errno != 0 {
		panic(errno)
	}
	if _, _, errno := syscall.RawSyscall6(syscall.SYS_PRCTL, setSeccomp, modeFilter, uintptr(unsafe.Pointer(&program)), 0, 0, 0); errno != 0 {
		panic(errno)
	}
	panic(syscall.Exec(os.Args[2], os.Args[2:], environ))
}

// What the kernel tells of a system call: struct ptrace_syscall_info of linux/ptrace.h.
const (
	getSyscallInfo = 0x420e
	entering       = 3 // the kernel asks because of a filter
	leaving        = 2
	filtered       = 7          // PTRACE_EVENT_SECCOMP
	traceFilter    = 0x00000080 // PTRACE_O_TRACESECCOMP
	onlyThisThread = 0x20000000 // __WNOTHREAD: wait for what this thread traces
	exitKill       = 0x00100000 // PTRACE_O_EXITKILL
)

// follow runs a command from its first instruction to its end and makes the fault. It gives the steps in their order, up to the one at
// which it was killed, and the exit code, 137 for killed.
func follow(t *testing.T, c *exec.Cmd, f fault) (steps []step, exit int) {
	t.Helper()
	runtime.LockOSThread() // the kernel knows the thread that traces
	defer runtime.UnlockOSThread()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	c.Path, c.Args = self, append([]string{self, beFollowed, c.Path}, c.Args[1:]...)
	c.SysProcAttr = &syscall.SysProcAttr{Ptrace: true, Setpgid: true} // the group tells its threads from other children
	if err := c.Start(); err != nil {
		t.Fatal(err)
	}
	defer c.Wait() // what it says is still on its way; its end is known already
	tr := &tracing{t: t, fault: f, leader: c.Process.Pid, known: map[int]bool{}, inside: map[int]int{}}
	for {
		var status syscall.WaitStatus
		thread, err := syscall.Wait4(-tr.leader, &status, syscall.WALL|onlyThisThread, nil)
		switch {
		case errors.Is(err, syscall.EINTR):
			continue
		case err != nil:
			t.Fatal(err)
		case status.Stopped():
			tr.stopped(thread, status)
		case thread == tr.leader && status.Exited():
			return tr.steps, status.ExitStatus()
		case thread == tr.leader && status.Signaled():
			return tr.steps, 137
		}
	}
}

type tracing struct {
	t      *testing.T
	fault  fault
	leader int
	known  map[int]bool // threads
	inside map[int]int  // by thread: the number of the step that it is at
	steps  []step
	halved string // the file of the write that was cut short
}

// stopped looks at a thread that the kernel stopped, and lets it go on.
func (tr *tracing) stopped(thread int, status syscall.WaitStatus) {
	signal, goOn := 0, syscall.PtraceCont
	switch s := status.StopSignal(); {
	case !tr.known[thread]: // the stop with which each thread begins
		tr.known[thread] = true
		if thread == tr.leader {
			tr.must(syscall.PtraceSetOptions(thread, syscall.PTRACE_O_TRACESYSGOOD|syscall.PTRACE_O_TRACECLONE|traceFilter|exitKill))
		}
	case s == syscall.SIGTRAP|0x80:
		tr.call(thread)
	case s == syscall.SIGTRAP && status.TrapCause() == filtered:
		tr.call(thread)
		if _, ok := tr.inside[thread]; ok {
			goOn = syscall.PtraceSyscall // to where the call ends
		}
	case s != syscall.SIGTRAP:
		signal = int(s)
	}
	tr.must(goOn(thread, signal))
}

// must fails the test, but for a thread that was killed meanwhile.
func (tr *tracing) must(err error) {
	if err != nil && !errors.Is(err, syscall.ESRCH) {
		tr.t.Helper()
		tr.t.Fatal(err)
	}
}

func (tr *tracing) call(thread int) {
	var info [128]byte
	_, _, errno := syscall.Syscall6(syscall.SYS_PTRACE, getSyscallInfo, uintptr(thread), unsafe.Sizeof(info), uintptr(unsafe.Pointer(&info)), 0, 0)
	if errno != 0 {
		tr.must(errno)
		return
	}
	word := func(i int) uint64 { return binary.LittleEndian.Uint64(info[24+8*i:]) }
	switch info[0] {
	case entering:
		var args [6]uint64
		for i := range args {
			args[i] = word(1 + i)
		}
		if s, ok := tr.stepOf(thread, word(0), args); ok {
			tr.inside[thread] = len(tr.steps)
			tr.steps = append(tr.steps, s)
			tr.begin(thread, len(tr.steps)-1)
		}
	case leaving:
		n, ok := tr.inside[thread]
		if !ok {
			return
		}
		delete(tr.inside, thread)
		tr.steps[n].done = int64(word(0)) >= 0
		tr.end(thread, n)
	}
}

// begin makes the fault where this is its step.
func (tr *tracing) begin(thread, n int) {
	f, s := tr.fault, tr.steps[n]
	switch {
	case n != f.at && !tr.rest(s):
	case f.kill:
		tr.must(syscall.Kill(tr.leader, syscall.SIGKILL)) // a call on whose threshold the thread is killed is not done
	case f.short && n == f.at:
		tr.halved = s.path
		tr.registers(thread, func(r *syscall.PtraceRegs) { r.Rdx /= 2 })
	default:
		tr.registers(thread, func(r *syscall.PtraceRegs) { r.Orig_rax = ^uint64(0) }) // no call has this number
	}
}

// end says to the program what came of the step.
func (tr *tracing) end(thread, n int) {
	f, s := tr.fault, tr.steps[n]
	if !f.kill && (n == f.at && !f.short || tr.rest(s)) {
		tr.steps[n].done = false
		tr.registers(thread, func(r *syscall.PtraceRegs) { r.Rax = uint64(-int64(f.errno)) })
	}
}

// rest says that the step writes what a write that was cut short did not, and is to be refused.
func (tr *tracing) rest(s step) bool {
	return tr.fault.errno != 0 && s.name == "write" && s.path == tr.halved
}

func (tr *tracing) registers(thread int, change func(*syscall.PtraceRegs)) {
	var r syscall.PtraceRegs
	if err := syscall.PtraceGetRegs(thread, &r); err != nil {
		tr.must(err)
		return
	}
	change(&r)
	tr.must(syscall.PtraceSetRegs(thread, &r))
}

// stepOf says whether a system call changes what lies on the disk. What goes to the terminal or wakes the Go runtime does not, and
// neither does a write outside of files.
func (tr *tracing) stepOf(thread int, number uint64, args [6]uint64) (step, bool) {
	open := func(name string, file uint64) (step, bool) {
		link := fmt.Sprintf("/proc/%d/fd/%d", thread, int32(file))
		path, err := os.Readlink(link)
		info, gone := os.Stat(link)
		return step{name: name, path: path}, errors.Join(err, gone) == nil && (info.Mode().IsRegular() || info.IsDir())
	}
	named := func(name string, at uint64) (step, bool) {
		return step{name: name, path: tr.text(thread, uintptr(at))}, true
	}
	switch number {
	case syscall.SYS_WRITE:
		return open("write", args[0])
	case syscall.SYS_PWRITE64:
		return open("write", args[0])
	case syscall.SYS_FSYNC:
		return open("fsync", args[0])
	case syscall.SYS_FTRUNCATE:
		return open("ftruncate", args[0])
	case syscall.SYS_FCHMOD:
		return open("fchmod", args[0])
	case syscall.SYS_OPENAT:
		if args[2]&syscall.O_CREAT == 0 {
			return step{}, false
		}
		return named("create", args[1])
	case syscall.SYS_RENAMEAT:
		return named("rename", args[3])
	case syscall.SYS_LINKAT:
		return named("link", args[3])
	case syscall.SYS_SYMLINKAT:
		return named("symlink", args[2])
	case syscall.SYS_UNLINKAT:
		return named("unlink", args[1])
	case syscall.SYS_MKDIRAT:
		return named("mkdir", args[1])
	case syscall.SYS_UTIMENSAT:
		return named("utime", args[1])
	}
	return step{}, false
}

// text is the text that ends with a zero at an address of the program.
func (tr *tracing) text(thread int, at uintptr) string {
	var path []byte
	var word [8]byte
	for at != 0 && len(path) < 4096 {
		n, err := syscall.PtracePeekData(thread, at, word[:])
		if err != nil || n == 0 {
			break
		}
		if end := strings.IndexByte(string(word[:n]), 0); end >= 0 {
			return string(append(path, word[:end]...))
		}
		path, at = append(path, word[:n]...), at+uintptr(n)
	}
	return string(path)
}
