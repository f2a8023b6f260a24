// SPDX-License-Identifier: GPL-3.0-or-later
// What is reported of one matrix product, as JSON and as lines for people.
#pragma once

#include "core/base/json.h"
#include "core/quantize/format.h"
#include "core/run/productrun.h"

#include <string>

namespace vsq::cli {

/// Keys: format, M, N, K, cycles, macs, utilisation (0..1), saturations, subtiles, memories {name: {reads, writes}} in
/// words, density_a, density_b (0..1), voltage, energy_J, TOPS_per_W, output (what the sums become; the cycles
/// count it), engine, note.
Json productReport(const ProductRun &run, const Operands &operands, const ChipConfig &config, const NumberFormat &format,
                   const std::string &engine);
/// Of a product that the chip does not compute.
Json floatReport(std::int64_t m, std::int64_t n, std::int64_t k, const NumberFormat &format);

/// The report as one "name  value" line each.
std::string reportText(const Json &report);

} // namespace vsq::cli
