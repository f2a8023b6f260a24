// SPDX-License-Identifier: GPL-3.0-or-later
// Networks of one product, and number formats, for the tests of exported networks.
#pragma once

#include "core/reference/executor.h"
#include "tests/support/networks.h"

#include <QStringList>

#include <memory>

namespace vsq::test {

struct Case {
    std::shared_ptr<const Graph> graph;
    TensorMap inputs;
};

/// Items of very different brightness, and single values that decide scales.
inline Tensor uneven(const Shape &shape, std::uint64_t seed)
{
    Tensor x = randomTensor(shape, seed);
    Random random(seed + 1);
    auto values = x.mutableValues<float>();
    const auto item = values.size() / static_cast<std::size_t>(shape[0]);
    for (std::size_t i = 0; i < values.size(); ++i) {
        values[i] *= 0.3F + 3.0F * static_cast<float>(i / item);
    }
    for (int i = 0; i < 3; ++i) {
        values[static_cast<std::size_t>(random.between(0, x.size() - 1))] *= 20.0F;
    }
    return x;
}

inline Case gemm(bool transB)
{
    GraphBuilder b("gemm", 21);
    const std::string x = b.input("x", DType::Float32, {-1, 150}, {"batch", ""});
    b.output(b.node("Gemm", "fc", {x, b.normal("w", transB ? Shape{20, 150} : Shape{150, 20}, 0.4), b.normal("b", {20}, 1.0)},
                    {{"transB", std::int64_t{transB}}, {"alpha", 0.5F}}),
             "y", {-1, 20}, {"batch", ""});
    return {std::make_shared<const Graph>(b.take()), {{"x", uneven({3, 150}, 31)}}};
}

inline Case tokens()
{
    GraphBuilder b("tokens", 22);
    const std::string x = b.input("x", DType::Float32, {-1, 7, 80}, {"batch", "", ""});
    b.output(b.node("MatMul", "fc", {x, b.normal("w", {80, 24}, 0.4)}), "y", {-1, 7, 24}, {"batch", "", ""});
    return {std::make_shared<const Graph>(b.take()), {{"x", uneven({3, 7, 80}, 32)}}};
}

/// Tokens of all items under each other: still a scale an item.
inline Case merged()
{
    GraphBuilder b("merged", 23);
    const std::string x = b.input("x", DType::Float32, {-1, 7, 80}, {"batch", "", ""});
    const std::string rows = b.node("Reshape", "rows", {x, b.integers("rows.shape", {-1, 80})});
    b.output(b.node("Gemm", "fc", {rows, b.normal("w", {80, 24}, 0.4)}), "y", {-1, 24});
    return {std::make_shared<const Graph>(b.take()), {{"x", uneven({3, 7, 80}, 33)}}};
}

inline Case weightsLeft()
{
    GraphBuilder b("left", 24);
    const std::string x = b.input("x", DType::Float32, {-1, 70, 9}, {"batch", "", ""});
    b.output(b.node("MatMul", "mix", {b.normal("w", {12, 70}, 0.4), x}), "y", {-1, 12, 9}, {"batch", "", ""});
    return {std::make_shared<const Graph>(b.take()), {{"x", uneven({3, 70, 9}, 34)}}};
}

/// Attention's two products of two activations, a scale for each head; what is between them is an input, so that no last bit of
/// the first's sums reaches the second's codes.
inline Case attention()
{
    GraphBuilder b("attention", 25);
    const std::string q = b.input("q", DType::Float32, {-1, 2, 6, 72}, {"batch", "", "", ""});
    const std::string k = b.input("k", DType::Float32, {-1, 2, 72, 6}, {"batch", "", "", ""});
    const std::string v = b.input("v", DType::Float32, {-1, 2, 6, 10}, {"batch", "", "", ""});
    const std::string scores = b.node("MatMul", "scores", {q, k});
    const std::string p = b.input("p", DType::Float32, {-1, 2, 6, 6}, {"batch", "", "", ""});
    b.output(scores, "s", {-1, 2, 6, 6}, {"batch", "", "", ""});
    b.output(b.node("MatMul", "context", {p, v}), "y", {-1, 2, 6, 10}, {"batch", "", "", ""});
    return {std::make_shared<const Graph>(b.take()),
            {{"q", uneven({3, 2, 6, 72}, 35)},
             {"k", uneven({3, 2, 72, 6}, 36)},
             {"v", uneven({3, 2, 6, 10}, 37)},
             {"p", uneven({3, 2, 6, 6}, 38)}}};
}

/// Strides beyond the kernel leave pixels unseen, few channels share vectors among taps, groups take some of the channels.
inline Case convolution(std::uint64_t seed)
{
    Random random(seed);
    const std::int64_t groups = random.below(3) == 0 ? random.between(2, 3) : 1;
    const std::int64_t channels = random.below(3) == 0 ? random.between(1, 15) : random.between(16, 80);
    const std::int64_t filters = random.between(1, 20);
    const bool line = random.below(6) == 0;
    const std::int64_t height = random.between(4, 9);
    const std::int64_t width = random.between(4, 9);
    const auto both = [&](std::int64_t y, std::int64_t x) {
        return line ? std::vector<std::int64_t>{x} : std::vector<std::int64_t>{y, x};
    };
    AttributeMap attributes{{"group", groups}};
    attributes.insert_or_assign("dilations", both(random.between(1, 2), random.between(1, 2)));
    attributes.insert_or_assign("strides", both(random.between(1, 4), random.between(1, 3)));
    if (random.below(4) == 0) {
        attributes.insert_or_assign("auto_pad", std::string("SAME_UPPER"));
        attributes.erase("dilations");
    } else {
        std::vector<std::int64_t> pads = both(random.between(0, 2), random.between(0, 2));
        const std::vector<std::int64_t> end = both(random.between(0, 2), random.between(0, 2));
        pads.insert(pads.end(), end.begin(), end.end());
        attributes.insert_or_assign("pads", pads);
    }
    Shape image = both(height, width);
    image.insert(image.begin(), {-1, groups * channels});
    Shape kernel = both(random.between(1, 2), random.between(1, 2));
    kernel.insert(kernel.begin(), {groups * filters, channels});
    GraphBuilder b("convolution", seed);
    std::vector<std::string> inputs{b.input("x", DType::Float32, image, {"batch"}), b.normal("w", kernel, 0.3)};
    if (random.below(2) == 0) {
        inputs.push_back(b.normal("b", {groups * filters}, 1.0));
    }
    b.output(b.node("Conv", "conv", inputs, attributes), "y", Shape(image.size(), -1), {"batch"});
    image[0] = random.between(1, 4);
    return {std::make_shared<const Graph>(b.take()), {{"x", uneven(image, seed + 7)}}};
}

inline const QStringList kProducts{QStringLiteral("gemm"),   QStringLiteral("gemm transB"),  QStringLiteral("tokens"),
                                   QStringLiteral("merged"), QStringLiteral("weights left"), QStringLiteral("attention")};

inline Case productNamed(const QString &name)
{
    return name == QStringLiteral("gemm")           ? gemm(false)
           : name == QStringLiteral("gemm transB")  ? gemm(true)
           : name == QStringLiteral("tokens")       ? tokens()
           : name == QStringLiteral("merged")       ? merged()
           : name == QStringLiteral("weights left") ? weightsLeft()
                                                    : attention();
}

inline NumberFormat formatOf(const QString &name)
{
    if (name == QStringLiteral("fp scales")) {
        NumberFormat format = namedFormat("vsq");
        format.weights.vectorSize = format.activations.vectorSize = 16;
        format.weights.scaleBits = format.activations.scaleBits = 0;
        format.activations.bits = 8;
        return format;
    }
    if (name == QStringLiteral("wide scales")) {
        NumberFormat format = namedFormat("vsq");
        format.weights.bits = 3;
        format.weights.vectorSize = 32;
        format.weights.scaleBits = 10;
        return format;
    }
    if (name == QStringLiteral("tensor")) {
        NumberFormat format = namedFormat("int8");
        format.weights.granularity = format.activations.granularity = Granularity::Tensor;
        return format;
    }
    return namedFormat(name.toStdString());
}

inline const QStringList kFormats{QStringLiteral("vsq"),       QStringLiteral("int4"),        QStringLiteral("int8"),
                                  QStringLiteral("fp scales"), QStringLiteral("wide scales"), QStringLiteral("tensor")};

} // namespace vsq::test
