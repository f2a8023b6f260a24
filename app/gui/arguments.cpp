// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/arguments.h"

#include "core/base/error.h"
#include "core/network/inputshapes.h"

#include <CLI/CLI.hpp>

#include <iostream>

namespace vsq {

namespace {

constexpr int kWrongArguments = 2;

std::map<std::string, Shape> shapesOf(const std::vector<std::string> &texts)
{
    try {
        return inputShapesFromTexts(texts);
    } catch (const Error &error) {
        throw CLI::ValidationError(error.what());
    }
}

} // namespace

Arguments parseArguments(int argc, char **argv)
{
    CLI::App app("Vsqscope: a microscope for per-vector scaled quantization on hardware", "vsqscope");
    std::string model;
    std::string modelOption;
    std::string data;
    std::vector<std::string> shapes;
    std::string layer;
    std::string format;
    std::string theme;
    std::string view;
    std::string out;
    std::string screenshots;
    bool safe = false;
    std::string sample;
    app.add_option("MODEL", model, "Network (.onnx) or project (.vsq) to open");
    app.add_option("--model", modelOption, "The same, as vsq spells it");
    app.add_option("--data", data, "Data set of the network: .npz, .csv of texts, or a folder of images or IDX files");
    app.add_option("--shape", shapes, "Sizes of an input whose dimensions the file leaves open; may be repeated")
        ->type_name("INPUT=D,D,...")
        ->type_size(1)
        ->allow_extra_args(false);
    app.add_flag("--safe", safe, "Start as on the first day: neither settings nor session of before, none kept");
    app.add_flag("--sample", sample, "Open the first bundled sample, or with --sample=NAME another: fashion-vit, manpages-bert");
    app.add_option("--layer", layer, "Open this layer on the chip");
    app.add_option("--format", format,
                   "Number format of the network: vsq, int8, int4, mxfp4, 'mxfp4/vsq prepare=hadamard:64' ...");
    app.add_option("--theme", theme, "Colours of this run")->check(CLI::IsMember({"light", "dark", "system"}));
    auto *exportOption = app.add_option("--export", view, "Write this view as a figure and exit; needs --out");
    app.add_option("--out", out, "File of the figure: .pdf, .svg, .png, .csv or .tex")->needs(exportOption);
    app.add_option("--screenshots", screenshots, "Write pictures of the window and of all views into this folder and exit");
    app.set_version_flag("--version", VSQ_VERSION);
    Arguments arguments;
    try {
        app.parse(argc, argv);
        if (!model.empty() && !modelOption.empty()) {
            throw CLI::ValidationError("MODEL", "given twice, with and without --model");
        }
        if (!view.empty() && out.empty()) {
            throw CLI::ValidationError("--export", "needs --out FILE");
        }
        arguments.shapes = shapesOf(shapes);
        if (!format.empty()) {
            try {
                arguments.format = formatFromText(format);
            } catch (const Error &error) {
                throw CLI::ValidationError("--format", error.what());
            }
        }
    } catch (const CLI::ParseError &error) {
        arguments.exitCode = app.exit(error) == 0 ? 0 : kWrongArguments;
        return arguments;
    }
    arguments.model = QString::fromStdString(model.empty() ? modelOption : model);
    arguments.dataPath = QString::fromStdString(data);
    arguments.safe = safe;
    arguments.sample = !sample.empty();
    arguments.sampleName = sample == "true" ? QString() : QString::fromStdString(sample);
    arguments.layer = QString::fromStdString(layer);
    if (!theme.empty()) {
        arguments.theme = theme == "light"  ? Theme::Preference::Light
                          : theme == "dark" ? Theme::Preference::Dark
                                            : Theme::Preference::System;
    }
    arguments.exportView = QString::fromStdString(view);
    arguments.out = QString::fromStdString(out);
    arguments.screenshots = QString::fromStdString(screenshots);
    return arguments;
}

} // namespace vsq
