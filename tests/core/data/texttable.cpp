// SPDX-License-Identifier: GPL-3.0-or-later
// Tables of texts as data: rows, columns, labels, the network's inputs by name, and tables that are broken.
#include "core/base/csvrows.h"
#include "core/data/shuffle.h"
#include "core/network/graphbuilder.h"
#include "core/study/evaluation.h"
#include "tests/support/errors.h"
#include "tests/support/networks.h"
#include "tests/support/testmain.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace vsq;
using namespace vsq::test;

namespace {

using Fields = std::vector<std::string>;
using Ids = std::vector<std::int64_t>;

/// Mean of the tokens' embeddings where the mask says so, then a linear layer: a network that reads word pieces.
std::shared_ptr<const Graph> bagOfPieces(std::int64_t tokens, DType maskType)
{
    GraphBuilder g("bag", 6);
    const std::string ids = g.input("input_ids", DType::Int64, {-1, tokens}, {"batch", "tokens"});
    std::string mask = g.input("attention_mask", maskType, {-1, tokens}, {"batch", "tokens"});
    const std::string types = g.input("token_type_ids", DType::Int64, {-1, tokens}, {"batch", "tokens"});
    std::string x = g.node("Gather", "embeddings", {g.normal("table", {9, 16}, 1.0), ids});
    x = g.node("Add", "sum", {x, g.node("Gather", "type", {g.normal("types", {2, 16}, 0.1), types})});
    if (maskType != DType::Float32) {
        mask = g.node("Cast", "mask", {mask}, {{"to", std::int64_t{1}}});
    }
    mask = g.node("Unsqueeze", "column", {mask, g.integers("last", {-1})});
    x = g.node("Mul", "masked", {x, mask});
    x = g.node("ReduceMean", "mean", {x}, {{"axes", Ids{1}}, {"keepdims", std::int64_t{0}}});
    x = g.node("Gemm", "head", {x, g.normal("head.weight", {2, 16}, 0.5)}, {{"transB", std::int64_t{1}}});
    g.output(x, "logits", {-1, 2}, {"batch"});
    return std::make_shared<const Graph>(g.take());
}

Ids valuesOf(const Tensor &tensor)
{
    return tensor.toInt64();
}

} // namespace

class TextTableTest : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;

    std::string write(const QString &name, const QByteArray &text) const
    {
        QFile file(m_folder.filePath(name));
        if (!file.open(QIODevice::WriteOnly)) {
            return {};
        }
        file.write(text);
        return m_folder.filePath(name).toStdString();
    }

private Q_SLOTS:
    void initTestCase() { write("vocab.txt", "[PAD]\n[UNK]\n[CLS]\n[SEP]\na\nb\nc\nd\n,\n"); }

    void csvFields()
    {
        const auto rows = csvRows("\xEF\xBB\xBFx,\"y\"\r\n\n\"a,b\",\"c \"\"d\"\"\"\n\"two\nlines\",\nlast", "t.csv");
        QCOMPARE(rows.size(), std::size_t{4});
        QCOMPARE(rows[0].fields, (Fields{"x", "y"}));
        QCOMPARE(rows[1].fields, (Fields{"a,b", "c \"d\""}));
        QCOMPARE(rows[1].line, std::int64_t{3});
        QCOMPARE(rows[2].fields, (Fields{"two\nlines", ""}));
        QCOMPARE(rows[3].fields, (Fields{"last"}));
        QCOMPARE(rows[3].line, std::int64_t{6});
        QCOMPARE(messageOf([] { csvRows("a\n\"b", "t.csv"); }),
                 std::string("t.csv: line 2: quoted field: expected a second double quote, found the end of the file"));
        QCOMPARE(messageOf([] { csvRows("\"b\"c", "t.csv"); }),
                 std::string("t.csv: line 1: quoted field: expected a comma or the end of the line, found 'c'"));
        QVERIFY(csvRows("", "t.csv").empty());
    }

    void textsBecomeInputs()
    {
        const std::string file = write("one.csv", "label,text,source\n1,\"A b, c\",x\n0,d,y\n");
        const Dataset data = loadDataset(file, *bagOfPieces(-1, DType::Int64));
        QCOMPARE(data.size(), std::int64_t{2});
        QCOMPARE(data.labels, (Ids{1, 0}));
        QCOMPARE(data.lines, (Ids{2, 3}));
        const std::vector<Tensor> both = data.batch(0, 2);
        QCOMPARE(both[0].shape(), (Shape{2, 6}));
        QCOMPARE(valuesOf(both[0]), (Ids{2, 4, 5, 8, 6, 3, 2, 7, 3, 0, 0, 0}));
        QCOMPARE(valuesOf(both[1]), (Ids{1, 1, 1, 1, 1, 1, 1, 1, 1, 0, 0, 0}));
        QCOMPARE(valuesOf(both[2]), Ids(12, 0));
        // Each batch is as long as its own longest row.
        QCOMPARE(valuesOf(data.batch(1, 2)[0]), (Ids{2, 7, 3}));
        QCOMPARE(valuesOf(data.batch(0, 1)[0]), (Ids{2, 4, 5, 8, 6, 3}));
        // What the network fixes: length and the mask's type; what is too long is cut.
        const Dataset fixed = loadDataset(file, *bagOfPieces(4, DType::Float32), 1);
        QCOMPARE(valuesOf(fixed.batch(0, 1)[0]), (Ids{2, 4, 5, 3}));
        QCOMPARE(fixed.batch(0, 1)[1].dtype(), DType::Float32);
        QCOMPARE(fixed.size(), std::int64_t{1});
    }

    void itemsTellTheirPieces()
    {
        const std::string file = write("pieces.csv", "label,text\n1,\"A b, c\"\n0,d y\n");
        const Dataset data = loadDataset(file, *bagOfPieces(-1, DType::Int64));
        QCOMPARE(data.tokens(0), (Fields{"[CLS]", "a", "b", ",", "c", "[SEP]"}));
        QCOMPARE(data.tokens(1), (Fields{"[CLS]", "d", "[UNK]", "[SEP]"}));
        QCOMPARE(shuffled(data, 1).tokens(0).size() + shuffled(data, 1).tokens(1).size(), std::size_t{10});
        QVERIFY(data.tokens(2).empty());
        // A row for each position that the network fixes.
        QCOMPARE(loadDataset(file, *bagOfPieces(5, DType::Int64)).tokens(1), (Fields{"[CLS]", "d", "[UNK]", "[SEP]", "[PAD]"}));
    }

    void pairsHaveTypes()
    {
        const std::string file = write("two.csv", "text_a,text_b,label\na b,c,0\n");
        const Dataset data = loadDataset(file, *bagOfPieces(-1, DType::Int64));
        QCOMPARE(valuesOf(data.batch(0, 1)[0]), (Ids{2, 4, 5, 3, 6, 3}));
        QCOMPARE(valuesOf(data.batch(0, 1)[2]), (Ids{0, 0, 0, 0, 1, 1}));
    }

    void labelsAreClassesOrNumbers()
    {
        const auto graph = bagOfPieces(-1, DType::Int64);
        const Dataset real = loadDataset(write("real.csv", "text,label\na,1\nb,2.5\n"), *graph);
        QCOMPARE(real.targets, (std::vector<double>{1.0, 2.5}));
        QVERIFY(real.labels.empty());
        const std::string whole = write("whole.csv", "text,label\na,1\nb,4\n");
        QCOMPARE(loadDataset(whole, *graph).labels, (Ids{1, 4}));
        QCOMPARE(loadDataset(whole, *graph, {.limit = 0, .vocabulary = {}, .realLabels = true}).targets,
                 (std::vector<double>{1.0, 4.0}));
    }

    /// The whole way: a network of word pieces on the chip, each item's answer as it is alone.
    void evaluates()
    {
        const auto graph = bagOfPieces(-1, DType::Int64);
        QByteArray text = "text,label\n";
        const char *const words[] = {"a", "b", "c d", "d d d", "a, b", "x"};
        for (int i = 0; i < 30; ++i) {
            text += "\"" + QByteArray(words[i % 6]) + " " + words[i % 5] + "\"," + QByteArray::number(i % 2) + "\n";
        }
        const Dataset data = loadDataset(write("eval.csv", text), *graph);
        const EvaluationOptions f1{.engine = {}, .scales = {}, .metric = Metric::F1};
        const Evaluation e = evaluate(graph, data, namedFormat("int8"), {}, Fidelity::Chip, {}, nullptr, f1);
        QCOMPARE(e.quantized.count, std::int64_t{30});
        QVERIFY(e.fp32Score > 0.0 && e.fp32Score <= 1.0 && e.score > 0.0 && e.score <= 1.0);
    }

    void brokenTablesSaySo()
    {
        const auto graph = bagOfPieces(-1, DType::Int64);
        const auto said = [&](const QByteArray &text) {
            const std::string file = write("broken.csv", text);
            std::string message = messageOf([&] { loadDataset(file, *graph); });
            return message.starts_with(file) ? message.substr(file.size()) : message;
        };
        QCOMPARE(said(""),
                 std::string(": table of texts: expected a first line text,label or text_a,text_b,label, found an empty file"));
        QCOMPARE(said("sentence,label\na,1\n"),
                 std::string(": line 1: columns: expected text,label or text_a,text_b,label, found sentence,label"));
        QCOMPARE(said("text_a,label\na,1\n"),
                 std::string(": line 1: columns: expected text,label or text_a,text_b,label, found text_a,label"));
        QCOMPARE(said("text,label\na,1\nb\n"), std::string(": line 3: fields: expected 2, found 1"));
        QCOMPARE(said("text,label\na,good\n"), std::string(": line 2: label: expected a number, found 'good'"));
        QCOMPARE(said("text,label\n"), std::string(": data set: expected at least one item, found none"));
        QCOMPARE(said("text,label\na,1\nb,1e300\n"),
                 std::string(": line 3: label: expected a class, a whole number of at most 2147483647, found '1e300'"));
        QCOMPARE(said("text,label\na,nan\n"), std::string(": line 2: label: expected a number, found 'nan'"));
        QCOMPARE(
            said("<!DOCTYPE html>\n<html></html>\n"),
            std::string(": table of texts: expected a first line text,label or text_a,text_b,label, found a web page (download "
                        "the file itself: GitHub has it under raw, Hugging Face under resolve)"));
        // What only the network knows to be wrong is said with the line too.
        const Dataset large = loadDataset(write("large.csv", "text,label\na,0\n\nb,77\n"), *graph);
        QVERIFY(
            messageOf([&] { evaluate(graph, large, namedFormat("int8"), {}, Fidelity::Chip); }).find("large.csv: line 4: label: ")
            != std::string::npos);
        const Dataset real = loadDataset(write("half.csv", "text,label\na,1\nb,0.5\n"), *graph);
        QVERIFY(messageOf([&] {
                    evaluate(graph, real, namedFormat("int8"), {}, Fidelity::Chip);
                }).find("half.csv: line 3: labels for metric top1")
                != std::string::npos);
        const std::string file = write("fine.csv", "text,label\na,1\n");
        GraphBuilder g("other", 1);
        g.output(g.node("Identity", "same", {g.input("input_ids", DType::Int64, {-1, -1})}), "y", {-1, -1});
        g.input("pixels", DType::Float32, {-1, 3});
        QCOMPARE(messageOf([&] { loadDataset(file, g.take()); }),
                 std::string("input 'pixels': input for token sequences: expected input_ids, attention_mask, token_type_ids or "
                             "position_ids, found another name"));
    }
};

VSQ_TEST(TextTableTest)

#include "texttable.moc"
