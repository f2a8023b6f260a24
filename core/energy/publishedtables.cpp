// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/energy/publishedtables.h"

#include "core/energy/csvtable.h"

namespace vsq {
namespace {

/// Rows of a compiled-in table, each made by make(table, row index).
template <typename Row, typename Make>
std::vector<Row> rowsOf(const char *stem, Make make)
{
    const CsvTable table(publishedCsv(stem), std::string(stem) + ".csv");
    std::vector<Row> rows;
    rows.reserve(table.rows());
    for (std::size_t i = 0; i < table.rows(); ++i) {
        rows.push_back(make(table, i));
    }
    return rows;
}

PerMode efficiencies(const CsvTable &table, std::size_t row)
{
    return {table.number(row, "int8_TOPS_per_W"), table.number(row, "int4_TOPS_per_W"), table.number(row, "vsq_TOPS_per_W")};
}

int whole(const CsvTable &table, std::size_t row, std::string_view column)
{
    return static_cast<int>(table.number(row, column));
}

} // namespace

const std::vector<OperatingPointRow> &operatingPointRows()
{
    static const auto rows = rowsOf<OperatingPointRow>("operating-points", [](const CsvTable &t, std::size_t i) {
        return OperatingPointRow{t.number(i, "supply_V"), t.number(i, "clock_MHz"), efficiencies(t, i)};
    });
    return rows;
}

const std::vector<DensityRow> &densityRows()
{
    static const auto rows = rowsOf<DensityRow>("density", [](const CsvTable &t, std::size_t i) {
        return DensityRow{t.number(i, "density"), efficiencies(t, i)};
    });
    return rows;
}

const std::vector<DensityAnchorRow> &densityAnchorRows()
{
    static const auto rows = rowsOf<DensityAnchorRow>("density-anchors", [](const CsvTable &t, std::size_t i) {
        return DensityAnchorRow{t.number(i, "supply_V"), t.number(i, "density"), t.number(i, "vsq_TOPS_per_W")};
    });
    return rows;
}

const EnergyPerMacRow &energyPerMacRow(Mode mode)
{
    static const auto rows = [] {
        std::array<EnergyPerMacRow, 3> byMode;
        for (const EnergyPerMacRow &row : rowsOf<EnergyPerMacRow>("energy-per-mac", [](const CsvTable &t, std::size_t i) {
                 return EnergyPerMacRow{modeFromName(t.text(i, "format")), t.number(i, "datapath"),  t.number(i, "a_buffer"),
                                        t.number(i, "b_buffer"),           t.number(i, "collector"), t.number(i, "other")};
             })) {
            byMode[static_cast<std::size_t>(row.mode)] = row;
        }
        return byMode;
    }();
    return rows[static_cast<std::size_t>(mode)];
}

const std::vector<WorkloadRow> &workloadRows()
{
    static const auto rows = rowsOf<WorkloadRow>("workloads", [](const CsvTable &t, std::size_t i) {
        WorkloadRow row;
        row.network = t.text(i, "network");
        if (const auto tokens = t.optionalNumber(i, "tokens")) {
            row.tokens = static_cast<int>(*tokens);
        }
        row.gmacs = t.number(i, "gmacs");
        row.fp32Accuracy = t.number(i, "fp32_accuracy");
        row.mode = modeFromName(t.text(i, "format"));
        row.loss = t.number(i, "loss");
        row.utilisationPercent = t.optionalNumber(i, "utilisation_percent");
        row.inferencesPerSecond = t.optionalNumber(i, "inferences_per_s");
        row.inferencesPerSecondPerWatt = t.optionalNumber(i, "inferences_per_s_per_W");
        row.topsPerWatt = t.optionalNumber(i, "TOPS_per_W");
        return row;
    });
    return rows;
}

const std::vector<LayerFormatRow> &resnet50FormatRows()
{
    static const auto rows = rowsOf<LayerFormatRow>("resnet50-formats", [](const CsvTable &t, std::size_t i) {
        LayerFormatRow row{modeFromName(t.text(i, "format")), {}};
        std::string_view rest = t.text(i, "layers");
        while (!rest.empty()) {
            const std::size_t space = rest.find(' ');
            row.patterns.emplace_back(rest.substr(0, space));
            rest.remove_prefix(space == std::string_view::npos ? rest.size() : space + 1);
        }
        return row;
    });
    return rows;
}

const std::vector<PruningRow> &pruningRows()
{
    static const auto rows = rowsOf<PruningRow>("pruning", [](const CsvTable &t, std::size_t i) {
        return PruningRow{t.text(i, "network"), whole(t, i, "tokens"), t.number(i, "density"), t.number(i, "loss"),
                          t.number(i, "energy_gain")};
    });
    return rows;
}

const std::vector<PostTrainingRow> &postTrainingRows()
{
    static const auto rows = rowsOf<PostTrainingRow>("ptq", [](const CsvTable &t, std::size_t i) {
        return PostTrainingRow{t.text(i, "network"), whole(t, i, "weight_bits"), t.text(i, "activation_bits"),
                               t.text(i, "scale_bits"), t.number(i, "accuracy")};
    });
    return rows;
}

const std::vector<FineTuningRow> &fineTuningRows()
{
    static const auto rows = rowsOf<FineTuningRow>("qat", [](const CsvTable &t, std::size_t i) {
        return FineTuningRow{t.text(i, "network"),
                             whole(t, i, "weight_bits"),
                             t.text(i, "activation_bits"),
                             t.number(i, "per_vector"),
                             whole(t, i, "per_vector_epochs"),
                             t.number(i, "per_channel"),
                             whole(t, i, "per_channel_epochs")};
    });
    return rows;
}

bool matchesLayerPattern(std::string_view pattern, std::string_view name)
{
    while (!pattern.empty()) {
        if (name.empty()) {
            return false;
        }
        if (pattern.size() >= 5 && pattern.front() == '{' && pattern[2] == '-' && pattern[4] == '}') {
            if (name.front() < pattern[1] || name.front() > pattern[3]) {
                return false;
            }
            pattern.remove_prefix(5);
        } else {
            if (name.front() != pattern.front()) {
                return false;
            }
            pattern.remove_prefix(1);
        }
        name.remove_prefix(1);
    }
    return name.empty();
}

} // namespace vsq
