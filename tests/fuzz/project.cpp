// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/workspace/project.h"
#include "core/base/atomicfile.h"
#include "tests/fuzz/input.h"

extern "C" int LLVMFuzzerInitialize(int * /*argc*/, char *** /*argv*/)
{
    return vsq::fuzz::writeSeeds([](const std::string &folder) {
        vsq::Project project;
        project.modelPath = QStringLiteral("/networks/model.onnx");
        project.shapes = {{"x", {1, 3, 8, 8}}};
        project.layerFormats = {{"conv", vsq::NumberFormat{}}};
        project.breakpoints.resize(1);
        project.results.resize(1);
        const QByteArray json = vsq::projectToJson(project, QStringLiteral("/networks/project.vsq"));
        vsq::writeFileAtomically(folder + "/project.vsq", json.toStdString());
    });
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const QByteArray json(reinterpret_cast<const char *>(data), static_cast<qsizetype>(size));
    return vsq::fuzz::expectErrors([&] { static_cast<void>(vsq::projectFromJson(json, QStringLiteral("/networks/p.vsq"))); });
}
