// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/workspace/projectruns.h"

#include "core/base/json.h"
#include "core/quantize/formatjson.h"

#include <QtEndian>

namespace vsq {

namespace {

using nlohmann::json;

json numberJson(const std::optional<double> &number)
{
    return number ? json(*number) : json(nullptr);
}

std::optional<double> numberFrom(const json &object, const char *name)
{
    return object.contains(name) && object.at(name).is_number() ? std::optional(object.at(name).get<double>()) : std::nullopt;
}

json selectionJson(const Selection &selection)
{
    return {{"lane", selection.lane},
            {"entry", selection.entry},
            {"operand", static_cast<int>(selection.operand)},
            {"memory", selection.memory ? static_cast<int>(*selection.memory) : -1},
            {"address", selection.address},
            {"stage", selection.stage},
            {"row", selection.row},
            {"vector", selection.vector},
            {"element", selection.element}};
}

Selection selectionFrom(const json &object)
{
    Selection selection;
    selection.lane = object.value("lane", -1);
    selection.entry = object.value("entry", -1);
    const int operand = object.value("operand", 0);
    selection.operand = operand == static_cast<int>(OperandSide::Weights)       ? OperandSide::Weights
                        : operand == static_cast<int>(OperandSide::Activations) ? OperandSide::Activations
                                                                                : OperandSide::None;
    selection.row = object.value("row", std::int64_t{-1});
    selection.vector = object.value("vector", std::int64_t{-1});
    selection.element = object.value("element", -1);
    selection.stage = object.value("stage", -1);
    const int memory = object.value("memory", -1);
    if (memory >= 0 && memory < kMemories) {
        selection.memory = static_cast<Memory>(memory);
        selection.address = object.value("address", std::int64_t{-1});
    }
    return selection;
}

/// Empty where it is damaged, or claims to become larger than any figure.
QByteArray unpacked(const std::string &base64)
{
    constexpr quint32 kMost = 64U << 20U;
    const QByteArray bytes = QByteArray::fromBase64(QByteArray::fromStdString(base64));
    return bytes.size() > 4 && qFromBigEndian<quint32>(bytes.constData()) <= kMost ? qUncompress(bytes) : QByteArray();
}

} // namespace

json runJson(const KeptRun &run, const std::string &model)
{
    json object{{"name", run.name.toStdString()},
                {"model", model},
                {"format", json(formatJson(run.format))},
                {"layerFormats", json::object()},
                {"chip", json::parse(toJson(run.chip))},
                {"item", run.item},
                {"layers", json::array()}};
    for (const auto &[layer, format] : run.layerFormats) {
        object["layerFormats"][layer] = json(formatJson(format));
    }
    for (const LayerNumbers &layer : run.layers) {
        object["layers"].push_back({{"name", layer.name},
                                    {"cycles", numberJson(layer.cycles)},
                                    {"utilisation", numberJson(layer.utilisation)},
                                    {"sqnr", numberJson(layer.sqnr)},
                                    {"energy", numberJson(layer.energy)}});
    }
    return object;
}

KeptRun runFromJson(const json &object, const std::string &source)
{
    KeptRun run;
    run.name = QString::fromStdString(object.at("name").get<std::string>());
    run.model = QString::fromStdString(object.at("model").get<std::string>());
    run.format = formatFromJson(Json(object.at("format")), source);
    const json formats = object.value("layerFormats", json::object()); // items() does not keep it alive
    for (const auto &[layer, format] : formats.items()) {
        run.layerFormats[layer] = formatFromJson(Json(format), source);
    }
    run.chip = configFromJson(object.at("chip").dump(), source);
    run.item = object.value("item", 0);
    for (const json &layer : object.value("layers", json::array())) {
        run.layers.push_back({.name = layer.at("name").get<std::string>(),
                              .cycles = numberFrom(layer, "cycles"),
                              .utilisation = numberFrom(layer, "utilisation"),
                              .sqnr = numberFrom(layer, "sqnr"),
                              .energy = numberFrom(layer, "energy")});
    }
    return run;
}

json entryJson(const NotebookEntry &entry)
{
    json object{{"sentence", entry.sentence.toStdString()},
                {"layer", entry.layer.toStdString()},
                {"product", entry.product},
                {"cycle", entry.cycle},
                {"selection", selectionJson(entry.selection)},
                {"place", entry.place.toStdString()},
                {"format", entry.format.toStdString()},
                {"figures", json::array()}};
    for (const NotebookFigure &figure : entry.figures) {
        object["figures"].push_back({{"name", figure.name.toStdString()},
                                     {"title", figure.title.toStdString()},
                                     {"svg", qCompress(figure.svg, 9).toBase64().toStdString()}});
    }
    return object;
}

NotebookEntry entryFromJson(const json &object)
{
    const auto text = [&](const json &from, const char *name) {
        return QString::fromStdString(from.at(name).get<std::string>());
    };
    NotebookEntry entry;
    entry.sentence = text(object, "sentence");
    entry.layer = text(object, "layer");
    entry.product = object.value("product", 0);
    entry.cycle = object.value("cycle", std::int64_t{0});
    entry.selection = selectionFrom(object.value("selection", json::object()));
    entry.place = text(object, "place");
    entry.format = text(object, "format");
    for (const json &figure : object.value("figures", json::array())) {
        entry.figures.push_back({text(figure, "name"), text(figure, "title"), unpacked(figure.at("svg").get<std::string>())});
    }
    return entry;
}

} // namespace vsq
