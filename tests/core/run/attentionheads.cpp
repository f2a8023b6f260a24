// SPDX-License-Identifier: GPL-3.0-or-later
// The products of an attention's heads, taken as the network has them: the same bits as one by one from copies.
#include "core/network/architectures/visiontransformer.h"
#include "core/quantize/formattext.h"
#include "core/run/backend.h"
#include "tests/support/networks.h"
#include "tests/support/testmain.h"

#include <QTest>

#include <algorithm>
#include <limits>

using namespace vsq;
using namespace vsq::test;

namespace {

/// Counts batches and hands them on, or has all products come one by one.
class Between final : public ProductBackend {
public:
    Between(ProductBackend &backend, bool oneByOne) : m_backend(backend), m_oneByOne(oneByOne) {}
    [[nodiscard]] bool packsTaps(std::int64_t channels) const override { return m_backend.packsTaps(channels); }
    [[nodiscard]] bool takesTransposed(bool aIsConstant) const override { return m_backend.takesTransposed(aIsConstant); }
    void multiply(const ProductRequest &request, float *c) override { m_backend.multiply(request, c); }
    bool multiplyBatch(const ProductBatch &batch, float *c) override
    {
        const bool done = !m_oneByOne && m_backend.multiplyBatch(batch, c);
        batches += done ? 1 : 0;
        return done;
    }
    int batches = 0;

private:
    ProductBackend &m_backend;
    bool m_oneByOne;
};

std::shared_ptr<const Graph> twoHeads()
{
    VisionTransformerShape shape;
    shape.imageSize = 24;
    shape.width = 96;
    shape.heads = 2;
    shape.blocks = 2;
    shape.hidden = 128;
    return std::make_shared<const Graph>(buildVisionTransformer(shape, 7));
}

} // namespace

class AttentionHeadsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void sameBitsAsOneByOne_data()
    {
        QTest::addColumn<QString>("format");
        QTest::addColumn<int>("fidelity");
        QTest::newRow("fp32") << "vsq" << static_cast<int>(Fidelity::Float);
        for (const char *format : {"vsq", "int4", "int8"}) {
            QTest::addRow("%s chip", format) << format << static_cast<int>(Fidelity::Chip);
        }
        for (const char *format : {"vsq", "int4-v16-s8", "mxfp4", "nf4", "if4", "q4_0", "int4-v16-fp"}) {
            QTest::addRow("%s quantized", format) << format << static_cast<int>(Fidelity::Quantized);
        }
    }

    void sameBitsAsOneByOne()
    {
        QFETCH(QString, format);
        QFETCH(int, fidelity);
        const auto graph = twoHeads();
        const Executor executor(graph);
        BackendOptions options;
        options.format = formatFromText(format.toStdString());
        const auto backend = makeBackend(static_cast<Fidelity>(fidelity), options);
        Between batched(*backend, false);
        Between single(*backend, true);
        const Tensor x = images(3, 24, 11).inputs[0];
        const Tensor one = executor.run({{"image", x}}, batched).at(graph->outputs.front().name);
        const Tensor two = executor.run({{"image", x}}, single).at(graph->outputs.front().name);
        QVERIFY(std::ranges::equal(one.values<float>(), two.values<float>()));
        QCOMPARE(batched.batches, 4); // scores and sums of two blocks
        QCOMPARE(single.batches, 0);
    }

    /// With an observer each operand is a matrix of its own, multiplied as the chip's reference has it, and the biases are added
    /// by nodes of their own.
    void sameBitsAsWhenSeen()
    {
        const auto graph = twoHeads();
        const Executor executor(graph);
        BackendOptions options;
        options.format = namedFormat("vsq");
        int seen = 0;
        options.observer = [&](const ProductTrace &) { ++seen; };
        const auto observed = makeBackend(Fidelity::Chip, options);
        options.observer = {};
        QVERIFY(!observed->addsRowBias());
        const Tensor x = images(2, 24, 12).inputs[0];
        const Tensor expected = executor.run({{"image", x}}, *observed).at(graph->outputs.front().name);
        QVERIFY(seen > 0);
        for (const Isa isa : supportedIsas()) {
            options.engine.isa = isa;
            const auto backend = makeBackend(Fidelity::Chip, options);
            QVERIFY(backend->addsRowBias());
            const Tensor found = executor.run({{"image", x}}, *backend).at(graph->outputs.front().name);
            QVERIFY2(std::ranges::equal(found.values<float>(), expected.values<float>()), nameOf(isa).data());
        }
    }
};

VSQ_TEST(AttentionHeadsTest)

#include "attentionheads.moc"
