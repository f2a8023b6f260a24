// SPDX-License-Identifier: GPL-3.0-or-later
// Golden kits for the tests: of small networks' layers, with one bit of one of their files flipped.
#pragma once

#include "core/layer/golden/goldenkit.h"
#include "core/layer/runrecord.h"
#include "tests/support/benchdump.h"
#include "tests/support/networks.h"

#include <QFile>
#include <QString>
#include <QTest>

#include <optional>

namespace vsq::test {

/// A recorded layer, opened.
struct RecordedKit {
    RecordedKit(const std::shared_ptr<const Graph> &graph, const TensorMap &inputs, const std::string &layer, const char *format,
                const ChipConfig &config = {})
    {
        BackendOptions options;
        options.format = namedFormat(format);
        options.config = config;
        record = recordRun(graph, lower(*graph), inputs, options);
        chip.emplace(graph, std::shared_ptr<const LayerData>(std::shared_ptr<void>(), record.product(layer, 0)), config);
    }
    RunRecord record;
    std::optional<OpenedChip> chip;
};

/// The first layer of a kind on the chip: "conv" of 3 x 3 with padding, "scores" of attention.
inline std::string layerOfKind(const Graph &graph, const std::string &kind)
{
    for (const Layer &one : lower(graph)) {
        const bool wanted = kind == "conv" ? one.op == "Conv" && one.kernelWidth == 3 && one.channels >= 16
                                           : one.reason.starts_with("Attention scores");
        if (wanted && one.onChip) {
            return one.name;
        }
    }
    return {};
}

/// Another digit that differs in one bit.
inline void flipBit(const QString &path, Random &random)
{
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadWrite));
    QByteArray text = file.readAll();
    qsizetype at = 0;
    do {
        at = static_cast<qsizetype>(random.below(static_cast<std::uint64_t>(text.size())));
    } while (text[at] == '\n');
    const int digit = QByteArray(1, text[at]).toInt(nullptr, 16) ^ (1 << random.below(4));
    text[at] = "0123456789abcdef"[digit];
    file.seek(0);
    file.write(text);
}

/// fc1 with bias and ReLU before fc2; K = 100 is no multiple of 64.
inline std::shared_ptr<const Graph> reluPair()
{
    GraphBuilder g("pair", 8);
    std::string x = g.input("x", DType::Float32, {-1, 5, 100}, {"batch"});
    x = g.node("MatMul", "fc1", {x, g.normal("w1", {100, 80}, 0.3)});
    x = g.node("Add", "fc1.add", {x, g.normal("b1", {80}, 0.5)});
    x = g.node("Relu", "relu", {x});
    x = g.node("MatMul", "fc2", {x, g.normal("w2", {80, 7}, 0.3)});
    g.output(x, "y", {-1, 5, 7}, {"batch"});
    return std::make_shared<const Graph>(g.take());
}

} // namespace vsq::test
