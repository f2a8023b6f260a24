// SPDX-License-Identifier: GPL-3.0-or-later
// Instruction-set paths of the engine and which of them this machine has.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

namespace vsq {

/// Auto: the widest that this machine has, or what the environment's VSQ_ISA says.
enum class Isa : std::uint8_t { Auto, Portable, Avx2, Avx512Bw, Avx512Vnni };

/// "auto", "portable", "avx2", "avx512bw", "avx512vnni".
std::string_view nameOf(Isa isa);
/// Throws Error for another name.
Isa isaFromName(std::string_view name);
/// The paths that run here, narrowest first; never Auto.
std::vector<Isa> supportedIsas();
/// The path that Auto takes. Throws Error when VSQ_ISA names none or one that this machine has not.
Isa chosenIsa();
/// isa itself, or the one that Auto takes. Throws Error when this machine has it not.
Isa resolve(Isa isa);

} // namespace vsq
