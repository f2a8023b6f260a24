// SPDX-License-Identifier: GPL-3.0-or-later
// Runs all operator cases of Debian's libonnx-testdata (opsets 1 to 17), and what PyTorch exported for it, where that package is
// installed.
#include "tests/core/reference/onnxcases.h"
#include "tests/support/testmain.h"

#include <QTest>

#include <map>
#include <set>

using namespace vsq;
using namespace vsq::test;

namespace {

const std::filesystem::path kCases = "/usr/share/libonnx-testdata/data";

/// Operators of which every case must run, but for the few below.
const std::set<std::string> kSupported{"Abs",
                                       "Acos",
                                       "Acosh",
                                       "Add",
                                       "And",
                                       "ArgMax",
                                       "Asin",
                                       "Asinh",
                                       "Atan",
                                       "Atanh",
                                       "AveragePool",
                                       "BatchNormalization",
                                       "BitShift",
                                       "Cast",
                                       "Celu",
                                       "Clip",
                                       "Compress",
                                       "Concat",
                                       "Constant",
                                       "ConstantOfShape",
                                       "Conv",
                                       "ConvTranspose",
                                       "Cosh",
                                       "CumSum",
                                       "DepthToSpace",
                                       "DFT",
                                       "DequantizeLinear",
                                       "Div",
                                       "Dropout",
                                       "Einsum",
                                       "Equal",
                                       "Erf",
                                       "Exp",
                                       "Expand",
                                       "EyeLike",
                                       "Flatten",
                                       "GRU",
                                       "Gather",
                                       "GatherElements",
                                       "Gemm",
                                       "GlobalAveragePool",
                                       "GlobalMaxPool",
                                       "Greater",
                                       "GridSample",
                                       "GreaterOrEqual",
                                       "HardSigmoid",
                                       "HardSwish",
                                       "Hardmax",
                                       "Identity",
                                       "InstanceNormalization",
                                       "IsInf",
                                       "LRN",
                                       "LSTM",
                                       "LayerNormalization",
                                       "LeakyRelu",
                                       "Less",
                                       "LessOrEqual",
                                       "Log",
                                       "LogSoftmax",
                                       "MatMul",
                                       "Max",
                                       "MeanVarianceNormalization",
                                       "MaxPool",
                                       "Min",
                                       "Mul",
                                       "Neg",
                                       "NonMaxSuppression",
                                       "NonZero",
                                       "Not",
                                       "OneHot",
                                       "Or",
                                       "PRelu",
                                       "Pad",
                                       "Pow",
                                       "QuantizeLinear",
                                       "RNN",
                                       "Range",
                                       "ReduceL2",
                                       "ReduceMax",
                                       "ReduceMean",
                                       "ReduceMin",
                                       "ReduceSum",
                                       "Relu",
                                       "Reshape",
                                       "Resize",
                                       "RoiAlign",
                                       "Scan",
                                       "Scatter",
                                       "ScatterElements",
                                       "ScatterND",
                                       "Shape",
                                       "Shrink",
                                       "Sigmoid",
                                       "Sinh",
                                       "Slice",
                                       "Softmax",
                                       "SpaceToDepth",
                                       "STFT",
                                       "Split",
                                       "Sqrt",
                                       "Squeeze",
                                       "Sub",
                                       "Sum",
                                       "Tan",
                                       "Tanh",
                                       "ThresholdedRelu",
                                       "Tile",
                                       "TopK",
                                       "Transpose",
                                       "Unsqueeze",
                                       "Upsample",
                                       "Where"};

/// Cases of these operators that ask for what inference has no use for, or for types that tensors here have none of.
bool mayBeSkipped(const std::string &name)
{
    for (const char *part :
         {"training", "STRING", "string", "sequence", "optional", "test_identity_opt", "dropout_random", "bernoulli"}) {
        if (name.find(part) != std::string::npos) {
            return true;
        }
    }
    return false;
}

/// Cases whose data are not what their own model says (a `like` of shape [1] for [3,4]).
const std::set<std::string> kContradictory{"test_castlike_FLOAT_to_BFLOAT16", "test_castlike_FLOAT_to_BFLOAT16_expanded",
                                           "test_castlike_BFLOAT16_to_FLOAT", "test_castlike_BFLOAT16_to_FLOAT_expanded"};

} // namespace

class TestOnnxNodes : public QObject {
    Q_OBJECT
private slots:
    void allCases_data();
    void allCases();
};

void TestOnnxNodes::allCases_data()
{
    QTest::addColumn<int>("least"); // cases that pass
    QTest::newRow("node") << 764;
    QTest::newRow("pytorch-converted") << 82; // layers and operators as PyTorch's exporter wrote them
    QTest::newRow("pytorch-operator") << 35;
    QTest::newRow("simple") << 7;
}

void TestOnnxNodes::allCases()
{
    QFETCH(int, least);
    if (!std::filesystem::is_directory(kCases / QTest::currentDataTag())) {
        QSKIP("the package libonnx-testdata is not installed");
    }
    std::set<std::filesystem::path> folders;
    for (const auto &entry : std::filesystem::directory_iterator(kCases / QTest::currentDataTag())) {
        if (!kContradictory.contains(entry.path().filename().string())) {
            folders.insert(entry.path());
        }
    }
    std::map<CaseResult::Outcome, int> counts;
    std::map<std::string, std::vector<std::string>> reasons;
    QStringList failures;
    for (const auto &folder : folders) {
        const std::string name = folder.filename().string();
        const CaseResult result = runCase(folder);
        ++counts[result.outcome];
        if (result.outcome == CaseResult::Outcome::Skipped) {
            reasons[result.reason].push_back(name);
        }
        const bool mustRun = kSupported.contains(result.op) && !mayBeSkipped(name);
        if (result.outcome == CaseResult::Outcome::Failed || (result.outcome == CaseResult::Outcome::Skipped && mustRun)) {
            failures << QString::fromStdString(name + ": " + result.reason);
        }
    }
    for (const auto &[reason, names] : reasons) {
        QStringList list;
        for (const std::string &name : names) {
            list << QString::fromStdString(name).remove(QStringLiteral("test_"));
        }
        qInfo("skipped %d: %s: %s", static_cast<int>(names.size()), reason.c_str(), qPrintable(list.join(QLatin1Char(' '))));
    }
    qInfo("%d cases: %d passed, %d failed, %d skipped", static_cast<int>(folders.size()), counts[CaseResult::Outcome::Passed],
          counts[CaseResult::Outcome::Failed], counts[CaseResult::Outcome::Skipped]);
    QVERIFY2(failures.isEmpty(), qPrintable(failures.join(QLatin1Char('\n'))));
    QVERIFY(counts[CaseResult::Outcome::Passed] >= least);
}

VSQ_TEST(TestOnnxNodes)
#include "onnxnodes.moc"
