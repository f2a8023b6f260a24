// SPDX-License-Identifier: GPL-3.0-or-later
// The table of operators is whole, and what is printed of it stands in the README.
#include "core/network/operators/operatorlist.h"
#include "core/network/operators/validation.h"
#include "tests/support/errors.h"
#include "tests/support/testdata.h"
#include "tests/support/testmain.h"

#include <QDir>
#include <QFile>
#include <QTest>

using namespace vsq;
using vsq::test::errorOf;

class TestOperatorTable : public QObject {
    Q_OBJECT
private slots:
    void everyEntryIsWhole();
    void theReadmeHasTheNames();
    void nodesAreHeldToTheirEntry_data();
    void nodesAreHeldToTheirEntry();
};

void TestOperatorTable::everyEntryIsWhole()
{
    const auto specs = operatorTable().all();
    QVERIFY(specs.size() > 140);
    for (const OperatorSpec *spec : specs) {
        const std::string name = fullName(spec->domain, spec->name);
        QVERIFY2((spec->shape != nullptr) != (spec->expand != nullptr), name.c_str());
        QVERIFY2(spec->since >= 1 && (spec->until == 0 || spec->until >= spec->since), name.c_str());
        QVERIFY2(spec->inputs.least <= spec->inputs.most && spec->outputs.least <= spec->outputs.most, name.c_str());
        for (const AttributeSpec &attribute : spec->attributes) {
            QVERIFY2(attribute.least <= attribute.most, name.c_str());
        }
    }
}

void TestOperatorTable::theReadmeHasTheNames()
{
    QFile readme(QDir(test::sample(QStringLiteral(".."))).filePath(QStringLiteral("README.md")));
    QVERIFY(readme.open(QIODevice::ReadOnly));
    const QString names = QString::fromStdString(operatorNamesText());
    QVERIFY2(QString::fromUtf8(readme.readAll()).contains(names), qPrintable(QStringLiteral("README.md lacks:\n") + names));
}

void TestOperatorTable::nodesAreHeldToTheirEntry_data()
{
    QTest::addColumn<QString>("op");
    QTest::addColumn<int>("inputs");
    QTest::addColumn<int>("outputs");
    QTest::addColumn<QString>("attribute");
    QTest::addColumn<int>("kind"); // 0 integer, 1 float, 2 text, 3 integers
    QTest::addColumn<QString>("error");
    QTest::newRow("fits") << "Softmax" << 1 << 1 << "axis" << 0 << "";
    QTest::newRow("unknown operator") << "Frobnicate" << 9 << 9 << "axis" << 0 << "";
    QTest::newRow("too many inputs") << "Relu" << 2 << 1 << "" << 0 << "f.onnx: node 'n' (Relu): inputs: expected 1, found 2";
    QTest::newRow("too few inputs") << "Gemm" << 1 << 1 << "" << 0 << "f.onnx: node 'n' (Gemm): inputs: expected 2 to 3, found 1";
    QTest::newRow("no input") << "Max" << 0 << 1 << "" << 0 << "f.onnx: node 'n' (Max): inputs: expected 1 or more, found 0";
    QTest::newRow("too many outputs") << "Relu" << 1 << 2 << "" << 0 << "f.onnx: node 'n' (Relu): outputs: expected 1, found 2";
    QTest::newRow("attribute")
        << "Relu" << 1 << 1 << "speed" << 0
        << "f.onnx: node 'n' (Relu): attribute 'speed' is not supported: expected no attributes, found 'speed'";
    QTest::newRow("kind") << "Softmax" << 1 << 1 << "axis" << 2
                          << "f.onnx: node 'n' (Softmax): attribute 'axis': expected an integer, found a string";
    QTest::newRow("list") << "Conv" << 2 << 1 << "strides" << 0
                          << "f.onnx: node 'n' (Conv): attribute 'strides': expected a list of integers, found an integer";
    QTest::newRow("range") << "LpNormalization" << 1 << 1 << "p" << 0
                           << "f.onnx: node 'n' (LpNormalization): attribute 'p': expected 1 to 2, found 7";
    QTest::newRow("list range") << "Split" << 1 << 1 << "split" << 3
                                << "f.onnx: node 'n' (Split): attribute 'split': expected 0 or more, found -1";
    QTest::newRow("word") << "Gelu" << 1 << 1 << "approximate" << 2
                          << "f.onnx: node 'n' (Gelu): attribute 'approximate': expected none or tanh, found 'word'";
    QTest::newRow("missing") << "Concat" << 2 << 1 << "" << 0
                             << "f.onnx: node 'n' (Concat): attribute 'axis': expected an integer, found none";
}

void TestOperatorTable::nodesAreHeldToTheirEntry()
{
    QFETCH(QString, op);
    QFETCH(int, inputs);
    QFETCH(int, outputs);
    QFETCH(QString, attribute);
    QFETCH(int, kind);
    QFETCH(QString, error);
    Graph graph;
    graph.sourceFile = "f.onnx";
    Node node{"n", op.toStdString(), {}, {}, {}, {}};
    node.inputs.assign(static_cast<std::size_t>(inputs), "x");
    node.outputs.assign(static_cast<std::size_t>(outputs), "y");
    if (!attribute.isEmpty()) {
        const std::vector<Attribute> values{std::int64_t{7}, 0.5F, std::string("word"), std::vector<std::int64_t>{1, -1}};
        node.attributes.emplace(attribute.toStdString(), values[static_cast<std::size_t>(kind)]);
    }
    QCOMPARE(errorOf([&] { checkNode(graph, node); }), error);
}

VSQ_TEST(TestOperatorTable)
#include "operatortable.moc"
