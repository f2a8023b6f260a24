// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/network/repeatedblocks.h"

#include "tests/support/testmain.h"

#include <QTest>

using namespace vsq;

class RepeatedBlocksTest : public QObject {
    Q_OBJECT

    /// "encoder.layer.0 [1,3)" for each block.
    static QStringList blocks(const std::vector<std::string> &names)
    {
        QStringList found;
        for (const LayerBlock &block : repeatedBlocks(names)) {
            found.append(QStringLiteral("%1 [%2,%3)")
                             .arg(QString::fromStdString(block.name))
                             .arg(block.first)
                             .arg(block.first + block.count));
        }
        return found;
    }

private Q_SLOTS:
    void transformersByTheirIndex()
    {
        QCOMPARE(blocks({"embeddings", "encoder.layer.0.query", "encoder.layer.0.key", "encoder.layer.1.query",
                         "encoder.layer.1.key", "encoder.layer.1.output", "classifier"}),
                 QStringList({"encoder.layer.0 [1,3)", "encoder.layer.1 [3,6)"}));
    }

    void exportersSeparateBySlashesAndLines()
    {
        QCOMPARE(blocks({"/bert/layer.0/q/MatMul", "/bert/layer.0/k/MatMul", "/bert/layer.1/q/MatMul", "/bert/layer.1/k/MatMul"}),
                 QStringList({"/bert/layer.0 [0,2)", "/bert/layer.1 [2,4)"}));
        QCOMPARE(blocks({"block_1_expand", "block_1_project", "block_2_expand", "block_2_project"}),
                 QStringList({"block_1 [0,2)", "block_2 [2,4)"}));
    }

    void theOutermostNumberThatIsRepeatedCounts()
    {
        QCOMPARE(blocks({"model.0.stage.0.conv.1", "model.0.stage.0.conv.2", "model.0.stage.1.conv.1", "model.0.stage.1.conv.2"}),
                 QStringList({"model.0.stage.0 [0,2)", "model.0.stage.1 [2,4)"}));
    }

    void whatIsNotRepeatedIsNoBlock()
    {
        QVERIFY(blocks({}).isEmpty());
        QVERIFY(blocks({"Conv_0", "Conv_1", "MatMul_2", "MatMul_3"}).isEmpty());
        QVERIFY(blocks({"encoder.0.query", "encoder.0.key", "head"}).isEmpty());
        QVERIFY(blocks({"a", "a", "", "..", "1"}).isEmpty());
    }

    void neighboursOnly()
    {
        QCOMPARE(blocks({"b.0.x", "b.0.y", "between", "b.0.z", "b.1.x", "b.1.y"}), QStringList({"b.0 [0,2)", "b.1 [4,6)"}));
    }
};

VSQ_TEST(RepeatedBlocksTest)
#include "repeatedblocks.moc"
