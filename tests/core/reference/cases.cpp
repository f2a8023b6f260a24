// SPDX-License-Identifier: GPL-3.0-or-later
// A folder of networks with what they must answer (NAME.onnx, NAME.json), which the environment variable VSQ_CASES names.
#include "core/network/onnx/onnxreader.h"
#include "core/reference/declaredtypes.h"
#include "core/reference/passes/fold.h"
#include "tests/core/reference/onenode.h"
#include "tests/support/testmain.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace vsq;
using namespace vsq::test;

namespace {

/// {"dtype", "shape", "data"}; null is no number (NaN, infinity). float16 and float64 are given as float32.
Tensor tensorFrom(const QJsonObject &object)
{
    Shape shape;
    for (const QJsonValue &size : object[QStringLiteral("shape")].toArray()) {
        shape.push_back(size.toInteger());
    }
    std::vector<float> reals;
    std::vector<std::int64_t> integers;
    for (const QJsonValue &value : object[QStringLiteral("data")].toArray()) {
        reals.push_back(value.isNull() ? std::numeric_limits<float>::quiet_NaN()
                                       : static_cast<float>(value.isBool() ? value.toBool() : value.toDouble()));
        integers.push_back(value.isBool() ? value.toBool() : value.toInteger());
    }
    const QString type = object[QStringLiteral("dtype")].toString();
    if (type.startsWith(QStringLiteral("float")) || type == QStringLiteral("bfloat16")) {
        return Tensor::of<float>(shape, reals);
    }
    const auto as = [&]<typename T>(T) {
        Tensor tensor(DTypeOf<T>::value, shape);
        std::transform(integers.begin(), integers.end(), tensor.mutableValues<T>().begin(),
                       [](std::int64_t value) { return static_cast<T>(value); });
        return tensor;
    };
    return type == QStringLiteral("int8")     ? as(std::int8_t{})
           : type == QStringLiteral("uint8")  ? as(std::uint8_t{})
           : type == QStringLiteral("int16")  ? as(std::int16_t{})
           : type == QStringLiteral("uint16") ? as(std::uint16_t{})
           : type == QStringLiteral("int32")  ? as(std::int32_t{})
           : type == QStringLiteral("bool")   ? as(bool{})
                                              : as(std::int64_t{});
}

/// Empty where they agree; null in the expectation is any value that is not finite.
QString difference(const Tensor &found, const Tensor &expected)
{
    if (found.shape() != expected.shape()) {
        return QString::fromStdString("shape " + toString(found.shape()) + ", expected " + toString(expected.shape()));
    }
    const Tensor a = found.toFloat();
    const Tensor b = expected.toFloat();
    for (std::size_t i = 0; i < static_cast<std::size_t>(a.size()); ++i) {
        const float x = a.values<float>()[i];
        const float y = b.values<float>()[i];
        const bool same = std::isnan(y) ? !std::isfinite(x) : std::fabs(x - y) <= 1e-4F * (1.0F + std::fabs(y));
        if (!same) {
            return QStringLiteral("element %1 is %2, expected %3").arg(i).arg(static_cast<double>(x)).arg(static_cast<double>(y));
        }
    }
    return {};
}

} // namespace

class TestCases : public QObject {
    Q_OBJECT
private slots:
    void everyCaseIsAnswered_data();
    void everyCaseIsAnswered();

private:
    QDir m_folder{qEnvironmentVariable("VSQ_CASES", QStringLiteral("/nonexistent"))};
};

void TestCases::everyCaseIsAnswered_data()
{
    QTest::addColumn<QString>("name");
    QTest::newRow("none") << QString(); // so that there is a row where the folder is not given
    for (const QString &file : m_folder.entryList({QStringLiteral("*.json")})) {
        const QString name = file.chopped(5);
        if (m_folder.exists(name + QStringLiteral(".onnx"))) {
            QTest::newRow(qPrintable(name)) << name;
        }
    }
}

void TestCases::everyCaseIsAnswered()
{
    QFETCH(QString, name);
    if (name.isEmpty()) {
        if (!m_folder.exists()) {
            QSKIP("VSQ_CASES names no folder");
        }
        return;
    }
    QFile file(m_folder.filePath(name + QStringLiteral(".json")));
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QJsonObject json = QJsonDocument::fromJson(file.readAll()).object();
    const std::string path = m_folder.filePath(name + QStringLiteral(".onnx")).toStdString();
    const bool mayBeRefused = json[QStringLiteral("expected")].isNull();
    try {
        const auto graph = std::make_shared<const Graph>(foldForInference(readOnnx(path)));
        TensorMap inputs;
        const QJsonObject given = json[QStringLiteral("inputs")].toObject();
        for (auto input = given.begin(); input != given.end(); ++input) {
            inputs.insert_or_assign(input.key().toStdString(), tensorFrom(input.value().toObject()));
        }
        const TensorMap outputs = asDeclared(*graph, Executor(graph).run(inputs, *makeFloatBackend()));
        const QJsonObject expected = json[QStringLiteral("expected")].toObject();
        for (auto output = expected.begin(); output != expected.end(); ++output) {
            const auto found = outputs.find(output.key().toStdString());
            QVERIFY2(found != outputs.end(), qPrintable(output.key()));
            const QString problem = difference(found->second, tensorFrom(output.value().toObject()));
            QVERIFY2(problem.isEmpty(), qPrintable(output.key() + QStringLiteral(": ") + problem));
        }
    } catch (const Error &error) {
        QVERIFY2(mayBeRefused, error.what());
    }
}

VSQ_TEST(TestCases)
#include "cases.moc"
