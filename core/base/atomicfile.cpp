// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/atomicfile.h"

#include "core/base/error.h"
#include "core/base/mappedfile.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <cerrno>
#include <charconv>
#include <csignal>
#include <cstring>
#include <fcntl.h>
#include <filesystem>
#include <functional>
#include <optional>
#include <sys/stat.h>
#include <unistd.h>
#include <utility>

namespace vsq {

namespace {

namespace fs = std::filesystem;

/// The number of the system's last error, as an exception that never leaves this file.
struct Failed {
    int code = errno;
};

class Descriptor {
public:
    explicit Descriptor(int number) : m_number(number) {}
    Descriptor(const Descriptor &) = delete;
    Descriptor &operator=(const Descriptor &) = delete;
    ~Descriptor()
    {
        if (m_number >= 0) {
            ::close(m_number);
        }
    }
    [[nodiscard]] int number() const { return m_number; }
    /// Disks over the network say only here that they were full.
    void close()
    {
        if (::close(std::exchange(m_number, -1)) != 0) {
            throw Failed();
        }
    }

private:
    int m_number;
};

void writeAll(int descriptor, const std::vector<std::string_view> &pieces, const std::stop_token &stop)
{
    constexpr std::size_t kBetweenLooks = std::size_t{1} << 24;
    for (std::string_view piece : pieces) {
        while (!piece.empty()) {
            if (stop.stop_requested()) {
                throw Cancelled();
            }
            const ssize_t done = ::write(descriptor, piece.data(), std::min(piece.size(), kBetweenLooks));
            if (done < 0 && errno == EINTR) {
                continue;
            }
            if (done < 0) {
                throw Failed();
            }
            piece.remove_prefix(static_cast<std::size_t>(done));
        }
    }
}

/// Temporary names end in "-MACHINE-PROCESS-NUMBER.part": whoever finds one later can tell whether its writer still lives.
std::string machine()
{
    std::array<char, 256> name{};
    ::gethostname(name.data(), name.size() - 1);
    return fmt::format("{:08x}", std::hash<std::string_view>()(name.data()) & 0xFFFFFFFFU);
}

std::string temporaryStem(const fs::path &target)
{
    constexpr std::size_t kLongest = 180; // of a name's 255 bytes
    return "." + target.filename().string().substr(0, kLongest) + "-" + machine() + "-";
}

fs::path temporaryName(const fs::path &target)
{
    static std::atomic<unsigned> number{0};
    return target.parent_path() / fmt::format("{}{}-{}.part", temporaryStem(target), ::getpid(), ++number);
}

/// The process that wrote a temporary file: the digits between stem and end.
std::optional<pid_t> writerOf(const std::string &name, const std::string &stem)
{
    pid_t writer = 0;
    const char *begin = name.data() + stem.size();
    const char *end = name.data() + name.size();
    const auto [stop, code] = std::from_chars(begin, end, writer);
    return name.starts_with(stem) && name.ends_with(".part") && code == std::errc() && writer > 0 && stop != end
               ? std::optional(writer)
               : std::nullopt;
}

void removeLeftovers(const fs::path &target)
{
    const std::string stem = temporaryStem(target);
    std::error_code code;
    for (fs::directory_iterator entry(target.parent_path().empty() ? fs::path(".") : target.parent_path(), code), end;
         !code && entry != end; entry.increment(code)) {
        const std::string name = entry->path().filename().string();
        const std::optional<pid_t> writer = name.size() > stem.size() ? writerOf(name, stem) : std::nullopt;
        if (writer && ::kill(*writer, 0) != 0 && errno == ESRCH) {
            std::error_code ignored;
            fs::remove(entry->path(), ignored);
        }
    }
}

struct Target {
    fs::path path;
    bool inPlace = false; ///< an open file of a process (/dev/stdout): another file under its name would not be it
};

/// The file that a path means: what its links lead to, whether that is there or not.
Target resolved(const std::string &path)
{
    constexpr int kMostLinks = 40;
    fs::path target(path);
    for (int i = 0; i < kMostLinks; ++i) {
        if (target.string().starts_with("/proc/")) {
            return {path, true};
        }
        std::error_code code;
        if (!fs::is_symlink(fs::symlink_status(target, code))) {
            return {target, false};
        }
        const fs::path next = fs::read_symlink(target, code);
        target = next.is_absolute() ? next : target.parent_path() / next;
    }
    errno = ELOOP;
    throw Failed();
}

void writeInPlace(const fs::path &target, const std::vector<std::string_view> &pieces, const std::stop_token &stop)
{
    // Without waiting: a pipe that nobody reads is an error.
    Descriptor file(::open(target.c_str(), O_WRONLY | O_NONBLOCK | O_CLOEXEC | O_NOCTTY));
    if (file.number() < 0) {
        throw Failed();
    }
    ::fcntl(file.number(), F_SETFL, ::fcntl(file.number(), F_GETFL) & ~O_NONBLOCK);
    writeAll(file.number(), pieces, stop);
    file.close();
}

/// Owner and permissions of the file that is replaced. Where the owner cannot be kept, nobody gains rights by that.
void takeOver(int descriptor, const struct stat &old)
{
    struct stat own {};
    mode_t mode = old.st_mode & 07777U;
    if (::fstat(descriptor, &own) == 0 && (own.st_uid != old.st_uid || own.st_gid != old.st_gid)
        && ::fchown(descriptor, old.st_uid, old.st_gid) != 0) {
        mode &= ~static_cast<mode_t>(S_ISUID | S_ISGID);
    }
    if (::fchmod(descriptor, mode) != 0) {
        throw Failed();
    }
}

/// Gives a file that has no name yet this one.
bool link(int descriptor, const fs::path &name)
{
    const std::string source = fmt::format("/proc/self/fd/{}", descriptor);
    return ::linkat(AT_FDCWD, source.c_str(), AT_FDCWD, name.c_str(), AT_SYMLINK_FOLLOW) == 0;
}

void replace(const fs::path &target, const struct stat *old, const std::vector<std::string_view> &pieces,
             const std::stop_token &stop)
{
    const fs::path folder = target.parent_path().empty() ? fs::path(".") : target.parent_path();
    constexpr mode_t kMode = 0666; // less what the process masks
    const fs::path temporary = temporaryName(target);
    // A file without a name vanishes with its writer, killed or not; not every file system has them.
    const bool hasNames = ::access("/proc/self/fd", X_OK) == 0; // of open files, by which they get others
    Descriptor file(!hasNames ? -1 : ::open(folder.c_str(), O_TMPFILE | O_WRONLY | O_CLOEXEC, kMode));
    const bool nameless = file.number() >= 0;
    const int first = errno;
    Descriptor named(nameless ? -1 : ::open(temporary.c_str(), O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC, kMode));
    if (!nameless && named.number() < 0) {
        errno = first == EACCES || first == ENOENT || first == ENOSPC || first == EROFS ? first : errno;
        throw Failed();
    }
    const int descriptor = nameless ? file.number() : named.number();
    try {
        writeAll(descriptor, pieces, stop);
        if (old != nullptr) {
            takeOver(descriptor, *old);
        }
        if (nameless && !link(descriptor, temporary)) {
            throw Failed();
        }
        (nameless ? file : named).close();
        if (::rename(temporary.c_str(), target.c_str()) != 0) {
            throw Failed();
        }
    } catch (...) {
        const int code = errno;
        ::unlink(temporary.c_str());
        errno = code;
        throw;
    }
}

void write(const std::string &path, const std::vector<std::string_view> &pieces, const std::stop_token &stop)
{
    const auto [target, inPlace] = resolved(path);
    struct stat old {};
    const bool exists = ::stat(target.c_str(), &old) == 0;
    if (!exists && errno != ENOENT) {
        throw Failed();
    }
    if (exists && S_ISDIR(old.st_mode)) {
        errno = EISDIR;
        throw Failed();
    }
    if (inPlace || (exists && !S_ISREG(old.st_mode))) {
        writeInPlace(target, pieces, stop);
        return;
    }
    if (exists && ::access(target.c_str(), W_OK) != 0) {
        throw Failed(); // its folder would allow to replace it; its owner does not
    }
    removeLeftovers(target);
    replace(target, exists ? &old : nullptr, pieces, stop);
}

} // namespace

void writeFileAtomically(const std::string &path, std::string_view bytes)
{
    writeFileAtomically(path, std::vector<std::string_view>{bytes});
}

void writeFileAtomically(const std::string &path, const std::vector<std::string_view> &pieces, const std::stop_token &stop)
{
    MappedFile::requireNothingLost();
    try {
        write(path, pieces, stop);
    } catch (const Failed &failed) {
        MappedFile::requireNothingLost(); // a piece that was mapped may be what failed
        throw Error({.file = path, .item = {}}, "cannot write", "a writable target",
                    failed.code == EISDIR ? "a folder of that name" : std::strerror(failed.code));
    }
}

} // namespace vsq
