// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/workspace/project.h"

#include "core/base/json.h"
#include "core/quantize/formatjson.h"
#include "views/workspace/projectruns.h"
#include "views/workspace/projecttunings.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QSaveFile>

#include <nlohmann/json.hpp>

namespace vsq {

namespace {

using nlohmann::json;

constexpr int kVersion = 1;

/// Relative where the file lies beside the project or below: then the two can move together.
std::string storedPath(const QString &path, const QString &projectFile)
{
    if (path.isEmpty()) {
        return {};
    }
    const QString relative = QFileInfo(projectFile).absoluteDir().relativeFilePath(path);
    return (relative.startsWith(QLatin1String("..")) ? path : relative).toStdString();
}

QString restoredPath(const json &object, const char *name, const QString &projectFile)
{
    if (!object.contains(name) || !object.at(name).is_string()) {
        return {};
    }
    const QString path = QString::fromStdString(object.at(name).get<std::string>());
    return path.isEmpty() ? path : QDir::cleanPath(QFileInfo(projectFile).absoluteDir().absoluteFilePath(path));
}

json toJson(const StudyResult &result)
{
    const Evaluation &evaluation = result.evaluation;
    return {{"network", result.network.toStdString()},
            {"format", json(formatJson(evaluation.format))},
            {"fidelity", std::string(nameOf(evaluation.fidelity))},
            {"quantized", countsJson(evaluation.quantized)},
            {"fp32", countsJson(evaluation.fp32)},
            {"seconds", evaluation.seconds}};
}

StudyResult resultFromJson(const json &object, const std::string &source)
{
    StudyResult result;
    result.network = QString::fromStdString(object.at("network").get<std::string>());
    result.evaluation.format = formatFromJson(Json(object.at("format")), source);
    result.evaluation.fidelity = fidelityFromName(object.at("fidelity").get<std::string>());
    result.evaluation.quantized = countsFrom(object.at("quantized"));
    result.evaluation.fp32 = countsFrom(object.at("fp32"));
    result.evaluation.seconds = object.at("seconds").get<double>();
    return result;
}

json toJson(const Breakpoint &breakpoint)
{
    return {{"m", breakpoint.m},
            {"n", breakpoint.n},
            {"k", breakpoint.k},
            {"a", breakpoint.a},
            {"event", breakpoint.event < 0 ? std::string() : std::string(nameOf(static_cast<EventKind>(breakpoint.event)))},
            {"if", breakpoint.condition ? toText(*breakpoint.condition) : std::string()},
            {"enabled", breakpoint.enabled}};
}

Breakpoint breakpointFromJson(const json &object)
{
    Breakpoint breakpoint;
    breakpoint.m = object.at("m").get<std::int64_t>();
    breakpoint.n = object.at("n").get<std::int64_t>();
    breakpoint.k = object.at("k").get<std::int64_t>();
    breakpoint.a = object.at("a").get<std::int64_t>();
    breakpoint.enabled = object.at("enabled").get<bool>();
    if (const std::string condition = object.value("if", std::string()); !condition.empty()) {
        breakpoint.condition = valueConditionFromText(condition);
    }
    const std::string event = object.at("event").get<std::string>();
    for (int kind = 0; kind <= static_cast<int>(EventKind::LayerDone); ++kind) {
        if (event == nameOf(static_cast<EventKind>(kind))) {
            breakpoint.event = kind;
        }
    }
    return breakpoint;
}

} // namespace

QByteArray projectToJson(const Project &project, const QString &file)
{
    json object{{"vsqscope", kVersion},
                {"model", storedPath(project.modelPath, file)},
                {"data", storedPath(project.dataPath, file)},
                {"item", project.item},
                {"layer", project.openedLayer},
                {"product", project.product},
                {"cycle", project.cycle},
                {"format", json(formatJson(project.format))},
                {"layerFormats", json::object()},
                {"shapes", project.shapes},
                {"chip", json::parse(toJson(project.chip))},
                {"breakpoints", json::array()},
                {"watches", json::array()},
                {"kept", json::array()},
                {"baseline", project.baseline},
                {"tunings", json::array()},
                {"moments", json::array()},
                {"runs", json::array()}};
    for (const auto &[layer, format] : project.layerFormats) {
        object["layerFormats"][layer] = json(formatJson(format));
    }
    for (const Breakpoint &breakpoint : project.breakpoints) {
        object["breakpoints"].push_back(toJson(breakpoint));
    }
    for (const KeptRun &run : project.kept) {
        object["kept"].push_back(runJson(run, storedPath(run.model, file)));
    }
    for (const TuningRun &run : project.tunings) {
        object["tunings"].push_back(
            tuningJson(run, storedPath(run.model, file), storedPath(run.data, file), storedPath(run.out, file)));
    }
    for (const NotebookEntry &entry : project.moments) {
        object["moments"].push_back(entryJson(entry));
    }
    for (const ChipSignal &watched : project.watches) {
        object["watches"].push_back(toText(watched));
    }
    for (const StudyResult &result : project.results) {
        object["runs"].push_back(toJson(result));
    }
    return QByteArray::fromStdString(object.dump(2, ' ', false, json::error_handler_t::replace) + "\n");
}

Project projectFromJson(const QByteArray &bytes, const QString &file)
{
    const std::string source = file.toStdString();
    json object(json::value_t::discarded);
    if (std::size_t at = 0; !isNestedTooDeep({bytes.constData(), static_cast<std::size_t>(bytes.size())}, at)) {
        try {
            object = json::parse(bytes.begin(), bytes.end());
        } catch (const json::exception &) { // no JSON, or numbers beyond binary64
            object = json(json::value_t::discarded);
        }
    }
    if (!object.is_object() || !object.contains("vsqscope") || !object.at("vsqscope").is_number_integer()) {
        throw Error({.file = source, .item = {}}, "not a Vsqscope project", "a JSON object with \"vsqscope\"", {});
    }
    if (object.at("vsqscope").get<int>() > kVersion) {
        throw Error({.file = source, .item = "vsqscope"}, "project of a newer version", std::to_string(kVersion),
                    shownJson(object.at("vsqscope")));
    }
    Project project;
    try {
        project.modelPath = restoredPath(object, "model", file);
        project.dataPath = restoredPath(object, "data", file);
        project.item = object.value("item", 0);
        project.openedLayer = object.value("layer", std::string());
        project.product = object.value("product", 0);
        project.cycle = object.value("cycle", std::int64_t{0});
        project.format = formatFromJson(Json(object.at("format")), source);
        const json layerFormats = object.value("layerFormats", json::object()); // items() does not keep it alive
        for (const auto &[layer, format] : layerFormats.items()) {
            project.layerFormats[layer] = formatFromJson(Json(format), source);
        }
        project.shapes = object.value("shapes", std::map<std::string, Shape>());
        if (object.contains("chip")) {
            project.chip = configFromJson(object.at("chip").dump(), source);
        }
        for (const json &breakpoint : object.value("breakpoints", json::array())) {
            project.breakpoints.push_back(breakpointFromJson(breakpoint));
        }
        for (const json &run : object.value("kept", json::array())) {
            project.kept.push_back(runFromJson(run, source));
            project.kept.back().model = restoredPath(run, "model", file);
        }
        project.baseline = object.value("baseline", -1);
        for (const json &run : object.value("tunings", json::array())) {
            project.tunings.push_back(tuningFromJson(run, source));
            project.tunings.back().model = restoredPath(run, "model", file);
            project.tunings.back().data = restoredPath(run, "data", file);
            project.tunings.back().out = restoredPath(run, "out", file);
        }
        for (const json &entry : object.value("moments", json::array())) {
            project.moments.push_back(entryFromJson(entry));
        }
        for (const json &watched : object.value("watches", json::array())) {
            project.watches.push_back(chipSignalFromText(watched.get<std::string>(), project.chip));
        }
        for (const json &result : object.value("runs", json::array())) {
            project.results.push_back(resultFromJson(result, source));
        }
    } catch (const json::exception &exception) {
        throw Error({.file = source, .item = {}}, std::string("damaged project: ") + exception.what());
    }
    return project;
}

void saveProject(const Project &project, const QString &path)
{
    QSaveFile file(path);
    const QByteArray bytes = projectToJson(project, path);
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size() || !file.commit()) {
        throw Error({.file = path.toStdString(), .item = {}}, "cannot write", "a writable target",
                    file.errorString().toStdString());
    }
}

Project loadProject(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly)) {
        throw Error({.file = path.toStdString(), .item = {}}, "cannot read", "a Vsqscope project",
                    file.errorString().toStdString());
    }
    return projectFromJson(file.readAll(), path);
}

} // namespace vsq
