// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/isa.h"

#include "core/base/error.h"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <utility>

namespace vsq {

namespace {

constexpr std::array<std::pair<Isa, std::string_view>, 5> kNames{{{Isa::Auto, "auto"},
                                                                  {Isa::Portable, "portable"},
                                                                  {Isa::Avx2, "avx2"},
                                                                  {Isa::Avx512Bw, "avx512bw"},
                                                                  {Isa::Avx512Vnni, "avx512vnni"}}};

Isa widestOrForced()
{
    const char *forced = std::getenv("VSQ_ISA");
    const Isa isa = forced == nullptr || *forced == '\0' ? Isa::Auto : isaFromName(forced);
    return isa == Isa::Auto ? supportedIsas().back() : resolve(isa);
}

} // namespace

std::string_view nameOf(Isa isa)
{
    return std::find_if(kNames.begin(), kNames.end(), [&](const auto &entry) { return entry.first == isa; })->second;
}

Isa isaFromName(std::string_view name)
{
    const auto *found = std::find_if(kNames.begin(), kNames.end(), [&](const auto &entry) { return entry.second == name; });
    if (found == kNames.end()) {
        throw Error({}, "instruction set", "auto, portable, avx2, avx512bw or avx512vnni", "'" + std::string(name) + "'");
    }
    return found->first;
}

std::vector<Isa> supportedIsas()
{
    std::vector<Isa> isas{Isa::Portable};
#if defined(__x86_64__)
    // The compiler's own detection asks for exactly the flags that each path is compiled with, and for the system's support.
    __builtin_cpu_init();
    if (__builtin_cpu_supports("avx2")) {
        isas.push_back(Isa::Avx2);
    }
    if (__builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw")) {
        isas.push_back(Isa::Avx512Bw);
        if (__builtin_cpu_supports("avx512vnni")) {
            isas.push_back(Isa::Avx512Vnni);
        }
    }
#endif
    return isas;
}

Isa chosenIsa()
{
    return widestOrForced();
}

Isa resolve(Isa isa)
{
    if (isa == Isa::Auto) {
        return chosenIsa();
    }
    static const std::vector<Isa> have = supportedIsas();
    if (std::find(have.begin(), have.end(), isa) == have.end()) {
        std::string names;
        for (const Isa each : have) {
            names += (names.empty() ? "" : ", ") + std::string(nameOf(each));
        }
        throw Error({}, "instruction set of this machine", names, std::string(nameOf(isa)));
    }
    return isa;
}

} // namespace vsq
