// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/run/sharedactivations.h"

#include "core/run/backend.h"
#include "tests/support/networks.h"
#include "tests/support/testmain.h"

#include <QTest>

#include <algorithm>
#include <map>
#include <set>

using namespace vsq;
using namespace vsq::test;

namespace {

/// Forgets that requests share values, or writes down which do.
class Forgetful final : public ProductBackend {
public:
    explicit Forgetful(ProductBackend &backend) : m_backend(backend) {}
    [[nodiscard]] bool packsTaps(std::int64_t channels) const override { return m_backend.packsTaps(channels); }
    void multiply(const ProductRequest &request, float *c) override
    {
        values[request.bValue].insert(request.node->name);
        ProductRequest other = request;
        other.bValue = 0;
        m_backend.multiply(other, c);
    }
    std::map<std::uint64_t, std::set<std::string>> values;

private:
    ProductBackend &m_backend;
};

} // namespace

class SharedActivationsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void sameValueIsMadeOnce()
    {
        SharedActivations shared;
        int made = 0;
        const auto make = [&] {
            ++made;
            const std::vector<float> x(64, 1.0F);
            return quantizeAndPack(x.data(), 1, 64, namedFormat("vsq").activations, productFormat(Mode::Vsq));
        };
        ProductRequest request;
        request.n = 1;
        request.k = 64;
        request.itemRows = 1;
        shared.get(request, {}, make);
        shared.get(request, {}, make);
        QCOMPARE(made, 2); // without a number nothing is known
        request.bValue = 7;
        const auto one = shared.get(request, {}, make);
        QVERIFY(shared.get(request, {}, make) == one);
        QCOMPARE(made, 3);
        QVERIFY(shared.get(request, 0.5F, make) != one); // another scale
        request.itemRows = 2;
        QVERIFY(shared.get(request, {}, make) != one);
        QCOMPARE(made, 5);
    }

    /// Q, K and V read one value; sharing changes no bit, over several runs and images.
    void attentionSharesItsInput()
    {
        const auto graph = smallTransformer();
        const Executor executor(graph);
        BackendOptions options;
        options.format = namedFormat("vsq");
        for (const Fidelity fidelity : {Fidelity::Chip, Fidelity::Quantized}) {
            const auto backend = makeBackend(fidelity, options);
            const auto other = makeBackend(fidelity, options);
            Forgetful forgetful(*other);
            for (std::uint64_t seed = 1; seed < 4; ++seed) {
                const Tensor x = images(2, 8, seed).inputs[0];
                const Tensor one = executor.run({{"image", x}}, *backend).at(graph->outputs.front().name);
                const Tensor two = executor.run({{"image", x}}, forgetful).at(graph->outputs.front().name);
                QVERIFY(std::ranges::equal(one.values<float>(), two.values<float>()));
            }
            forgetful.values.erase(0);
            QVERIFY(!forgetful.values.empty());
            for (const auto &[value, names] : forgetful.values) {
                QCOMPARE(names.size(), std::size_t{3});
            }
        }
    }
};

VSQ_TEST(SharedActivationsTest)

#include "sharedactivations.moc"
