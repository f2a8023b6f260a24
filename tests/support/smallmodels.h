// SPDX-License-Identifier: GPL-3.0-or-later
// Small networks with data, written to a folder: what a user would open, made in a fraction of a second.
#pragma once

#include "core/base/random.h"
#include "core/network/architectures/residualnetwork.h"
#include "core/network/architectures/visiontransformer.h"
#include "core/network/onnx/onnxwriter.h"
#include "core/quantize/format.h"
#include "core/tensor/npz.h"

#include <QString>

namespace vsq::test {

/// Two blocks of width 64 on 12x12 images: nine patches and a class token.
inline VisionTransformerShape smallTransformerShape()
{
    return {.imageSize = 12, .patch = 4, .width = 64, .heads = 1, .blocks = 2, .hidden = 128, .classes = 10};
}

inline QString writeTransformer(const QString &folder, const QString &name = QStringLiteral("small.onnx"))
{
    const QString path = folder + QLatin1Char('/') + name;
    writeOnnx(buildVisionTransformer(smallTransformerShape(), 7), path.toStdString());
    return path;
}

inline QString writeResidual(const QString &folder, const QString &name = QStringLiteral("residual.onnx"))
{
    const QString path = folder + QLatin1Char('/') + name;
    writeOnnx(buildResidualNetwork({.imageSize = 12, .stageChannels = {64}, .blocksPerStage = 1}, 7), path.toStdString());
    return path;
}

/// Random images in [0, 1] with labels 0..9.
inline QString writeImages(const QString &folder, std::int64_t count, const QString &name = QStringLiteral("images.npz"))
{
    Random random(11);
    Tensor images(DType::Float32, {count, 1, 12, 12});
    for (float &pixel : images.mutableValues<float>()) {
        pixel = static_cast<float>(random.uniform());
    }
    Tensor labels(DType::Int64, {count});
    for (std::int64_t &label : labels.mutableValues<std::int64_t>()) {
        label = random.between(0, 9);
    }
    const QString path = folder + QLatin1Char('/') + name;
    writeNpz(path.toStdString(), {{"x", images}, {"y", labels}});
    return path;
}

/// All different: a study of them takes long.
inline std::vector<NumberFormat> manyFormats()
{
    std::vector<NumberFormat> formats;
    for (int weights = 2; weights <= 8; ++weights) {
        for (int activations = 2; activations <= 8; ++activations) {
            for (const int scaleBits : {4, 6, 8}) {
                formats.push_back({.weights = twoLevelFormat(weights, Granularity::Vector, 64, scaleBits),
                                   .activations = twoLevelFormat(activations, Granularity::Vector, 64, scaleBits),
                                   .calibration = {},
                                   .preparation = {}});
            }
        }
    }
    return formats;
}

} // namespace vsq::test
