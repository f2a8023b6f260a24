// SPDX-License-Identifier: GPL-3.0-or-later
// The report of vsq run, as JSON and as a table for people.
#pragma once

#include "app/cli/productreport.h"
#include "core/layer/layerreport.h"
#include "core/run/fidelity.h"

#include <string>
#include <vector>

namespace vsq::cli {

/// {"fidelity", "format", "cycles", "energy_J", "saturations", "output", "activations", "layers": [{"name", "op", "M", "N", "K",
/// "count", "macs", "cycles", "utilisation", "energy_J", "output", "note", "sqnr_weights_dB", "sqnr_in_dB", "sqnr_out_dB",
/// "saturations", "density_a", "density_b", "scales_a", "scales_b"}]}. Numbers that do not apply (cycles of a format that the
/// chip lacks, SQNR without an error) are null. "output" of the whole is the rule by which each layer's is chosen, "activations"
/// names those that SQNR, densities and scales are measured on.
Json runReport(Fidelity fidelity, const NumberFormat &format, const std::vector<LayerReport> &layers);

std::string layerTable(const Json &report);

} // namespace vsq::cli
