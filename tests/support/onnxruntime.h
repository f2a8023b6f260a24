// SPDX-License-Identifier: GPL-3.0-or-later
// Runs an ONNX file in ONNX Runtime, where node and its package onnxruntime-node are installed (npm install -g
// onnxruntime-node, or a folder in NODE_PATH).
#pragma once

#include "core/base/atomicfile.h"
#include "core/base/file.h"
#include "core/reference/executor.h"

#include <QDir>
#include <QProcess>
#include <QString>
#include <QStringList>

#include <nlohmann/json.hpp>

#include <cstring>
#include <optional>

namespace vsq::test {

/// Where the npm package is; empty where it is not installed.
inline QString nodeModule(const QString &name)
{
    const QStringList usual{QStringLiteral("/usr/lib/node_modules"), QStringLiteral("/usr/local/lib/node_modules")};
    for (const QString &folder : qEnvironmentVariable("NODE_PATH").split(QLatin1Char(':'), Qt::SkipEmptyParts) + usual) {
        if (QDir(folder + QLatin1Char('/') + name).exists()) {
            return folder + QLatin1Char('/') + name;
        }
    }
    return {};
}

/// Outputs by name, float32 ones. Empty where ONNX Runtime is not installed; throws Error with its complaint where it refuses.
/// folder: for files in between.
inline std::optional<TensorMap> runOnnxRuntime(const std::string &model, const TensorMap &inputs, const QDir &folder)
{
    constexpr int kNotInstalled = 42;
    // argv[1]: a JSON file {model, inputs: [{name, type, dims, file}], folder}. Writes folder/outputs.json and raw files.
    static const char *const kScript = R"js(
let ort;
try { ort = require('onnxruntime-node'); } catch (e) { process.exit(42); }
const fs = require('fs');
const job = JSON.parse(fs.readFileSync(process.argv[1]));
const array = (type, file) => {
  const bytes = new Uint8Array(fs.readFileSync(file)).buffer;
  return type === 'float32' ? new Float32Array(bytes) : new BigInt64Array(bytes);
};
(async () => {
  const session = await ort.InferenceSession.create(job.model, {logSeverityLevel: 3});
  const feeds = {};
  for (const input of job.inputs) {
    feeds[input.name] = new ort.Tensor(input.type, array(input.type, input.file), input.dims);
  }
  const results = await session.run(feeds);
  const outputs = session.outputNames.map((name, i) => {
    const tensor = results[name];
    const file = job.folder + '/output' + i;
    fs.writeFileSync(file, Buffer.from(tensor.data.buffer, tensor.data.byteOffset, tensor.data.byteLength));
    return {name, type: tensor.type, dims: Array.from(tensor.dims), file};
  });
  fs.writeFileSync(job.folder + '/outputs.json', JSON.stringify(outputs));
})().catch(e => { console.error(String(e)); process.exit(1); });
)js";
    const QString module = nodeModule(QStringLiteral("onnxruntime-node"));
    if (module.isEmpty()) {
        return std::nullopt;
    }
    const auto path = [&](const QString &name) { return folder.filePath(name).toStdString(); };
    nlohmann::json job{{"model", model}, {"folder", folder.path().toStdString()}, {"inputs", nlohmann::json::array()}};
    for (const auto &[name, tensor] : inputs) {
        const std::string file = path(QStringLiteral("input%1").arg(job["inputs"].size()));
        writeFileAtomically(file, {static_cast<const char *>(tensor.bytes()), tensor.byteSize()});
        job["inputs"].push_back(
            {{"name", name}, {"type", std::string(nameOf(tensor.dtype()))}, {"dims", tensor.shape()}, {"file", file}});
    }
    writeFileAtomically(path(QStringLiteral("job.json")), job.dump());
    QProcess node;
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(QStringLiteral("NODE_PATH"), QFileInfo(module).path());
    node.setProcessEnvironment(environment);
    node.start(QStringLiteral("node"),
               {QStringLiteral("-e"), QString::fromLatin1(kScript), folder.filePath(QStringLiteral("job.json"))});
    if (!node.waitForStarted()) {
        return std::nullopt;
    }
    node.waitForFinished(120000);
    if (node.exitStatus() == QProcess::NormalExit && node.exitCode() == kNotInstalled) {
        return std::nullopt;
    }
    if (node.exitStatus() != QProcess::NormalExit || node.exitCode() != 0) {
        throw Error({.file = model, .item = {}}, "ONNX Runtime: " + node.readAllStandardError().toStdString());
    }
    TensorMap outputs;
    for (const auto &entry : nlohmann::json::parse(readFile(path(QStringLiteral("outputs.json")), "what the script wrote"))) {
        if (entry["type"].get<std::string>() != "float32") {
            continue;
        }
        Tensor tensor(DType::Float32, entry["dims"].get<Shape>());
        const std::string bytes = readFile(entry["file"].get<std::string>(), "what the script wrote");
        std::memcpy(tensor.mutableBytes(), bytes.data(), std::min(bytes.size(), tensor.byteSize()));
        outputs.emplace(entry["name"].get<std::string>(), std::move(tensor));
    }
    return outputs;
}

} // namespace vsq::test
