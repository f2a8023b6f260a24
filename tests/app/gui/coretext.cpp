// SPDX-License-Identifier: GPL-3.0-or-later
// What core says comes to the screen in the window's language: under a language that shouts every text it knows, no word of
// core's settings, assumptions, formats, findings, reasons and errors is left as it was, and values and other people's names
// stay.
#include "views/theme/coretext.h"
#include "core/chip/assumptions.h"
#include "core/chip/config.h"
#include "core/chip/obstacles.h"
#include "core/chip/presets.h"
#include "core/chip/snapshot.h"
#include "core/chip/timeline.h"
#include "core/energy/energy.h"
#include "core/layer/explanation.h"
#include "core/layer/roofline.h"
#include "core/quantize/formatnames.h"
#include "core/quantize/formattext.h"
#include "core/run/loadnetwork.h"
#include "core/study/assertion.h"
#include "core/study/findings.h"
#include "core/study/publishedlines.h"
#include "core/study/samples.h"
#include "core/study/stageproduct.h"
#include "tests/support/smallmodels.h"
#include "tests/support/testdata.h"
#include "tests/support/testmain.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>
#include <QTranslator>

using namespace vsq;

namespace {

/// Upper case, but for the places of values.
class ShoutedLanguage : public QTranslator {
public:
    [[nodiscard]] bool isEmpty() const override { return false; }
    [[nodiscard]] QString translate(const char *context, const char *source, const char *, int) const override
    {
        return qstrcmp(context, "vsq::core") == 0 ? QString::fromUtf8(source).toUpper() : QString();
    }
};

/// Names that are the same in every language: formats, settings and their values, operators, types, programs.
const QRegularExpression &names()
{
    static const QRegularExpression pattern(QStringLiteral(
        "'[^']*'|\"[^\"]*\"|\\\\x93numpy|https?:\\S+"
        "|\\b(u?int\\d+|float\\d+|binary\\d+|uint\\d|m?xfp\\w+|nvfp\\w+|nvint4|nf4|q\\d_0|vsq|int8|int4|bool|softmax|sums|gamma\\w)\\b"
        "|\\b(halfup|nearesteven|topbyte|full|saturate|wrap|symmetric|floor|rounded|up|unrounded|pwl|exact|nearest|monotone"
        "|linear|high|low|paddedrows|flat|preloaded|streaming|chip|ppu|true|false|any)\\b"));
    return pattern;
}

/// Words of three letters or more that were not shouted.
QStringList leftOf(const std::string &english, const QStringList &others = {})
{
    QString said = coreText(english);
    for (const QString &other : others) {
        said.remove(other);
    }
    said.remove(names());
    static const QRegularExpression word(QStringLiteral("\\b[a-z]{3,}\\b"));
    QStringList left;
    for (auto found = word.globalMatch(said); found.hasNext();) {
        left.append(found.next().captured());
    }
    return left;
}

void verifyAll(const std::vector<std::string> &texts, const QStringList &others = {})
{
    QVERIFY(!texts.empty());
    QStringList problems;
    for (const std::string &text : texts) {
        if (const QStringList left = leftOf(text, others); !left.isEmpty()) {
            problems.append(QStringLiteral("%1 stays in: %2").arg(left.join(QLatin1Char(' ')), coreText(text)));
        }
    }
    QVERIFY2(problems.isEmpty(), qPrintable(problems.join(QLatin1Char('\n'))));
}

} // namespace

class CoreTextTest : public QObject {
    Q_OBJECT

    ShoutedLanguage m_language;

private Q_SLOTS:
    void initTestCase() { QVERIFY(QCoreApplication::installTranslator(&m_language)); }
    void cleanupTestCase() { QCoreApplication::removeTranslator(&m_language); }

    void inEnglishEveryTextStaysAsItIs()
    {
        QCoreApplication::removeTranslator(&m_language);
        for (const char *text : {"cannot open", "12345 additions of 678 sums were clamped to 24 bits", " with a space ", ""}) {
            QCOMPARE(coreText(text), QString::fromLatin1(text));
        }
        QVERIFY(QCoreApplication::installTranslator(&m_language));
    }

    void settingsOfTheChip()
    {
        std::vector<std::string> texts;
        for (const ConfigField &field : configFieldList()) {
            texts.push_back(field.description);
            texts.push_back(field.allowed);
        }
        for (const Assumption &each : assumptions()) {
            for (const std::string_view text : {each.question, each.standard, each.reason, each.otherwise}) {
                texts.emplace_back(text);
            }
        }
        for (const ChipPreset &preset : chipPresets()) {
            texts.emplace_back(preset.name);
            texts.emplace_back(preset.description);
        }
        verifyAll(texts);
    }

    void whatIsSaidOfWrongSettings()
    {
        std::vector<std::string> texts;
        const auto refused = [&texts](const char *name, const char *value) {
            try {
                ChipConfig config;
                setField(config, name, value);
                validate(config);
                if (const auto obstacle = obstacleToLayers(config)) {
                    throw *obstacle;
                }
            } catch (const Error &error) {
                texts.emplace_back(error.what());
            }
        };
        refused("lanes", "17");
        refused("lanes", "7");
        refused("voltage", "2");
        refused("aPrefetch", "maybe");
        refused("softmaxSegments", "12");
        refused("int8ScaleVector", "24");
        refused("unsignedActivations", "true");
        QCOMPARE(texts.size(), std::size_t{7});
        verifyAll(texts, {QStringLiteral("aPrefetch"), QStringLiteral("unsignedActivations")});
    }

    void namesAndFormats()
    {
        std::vector<std::string> texts;
        for (int i = 0; i <= static_cast<int>(EventKind::LayerDone); ++i) {
            texts.emplace_back(nameOf(static_cast<EventKind>(i)));
        }
        for (int i = 0; i < kActivities; ++i) {
            texts.emplace_back(nameOf(static_cast<Activity>(i)));
        }
        for (int i = 0; i < kComponents; ++i) {
            texts.emplace_back(nameOf(static_cast<Component>(i)));
        }
        for (const RoofPort port :
             {RoofPort::Outside, RoofPort::ABuffer, RoofPort::BBuffer, RoofPort::Collector, RoofPort::Output}) {
            texts.emplace_back(nameOf(port));
        }
        for (const Stage stage : {Stage::Codes, Stage::IntegerScales, Stage::RoundedProducts, Stage::Saturation}) {
            texts.emplace_back(nameOf(stage));
        }
        for (const FormatName &entry : formatNames()) {
            texts.emplace_back(entry.summary);
            texts.push_back(describe(namedFormat(entry.name)));
        }
        texts.push_back(describe(formatFromText("int6-v16-s4 calibration=percentile:99.9")));
        for (const PublishedLine &line : publishedLines()) {
            texts.push_back(line.title);
            texts.push_back(line.source);
            texts.push_back(line.conditions);
        }
        verifyAll(texts, {QStringLiteral("nvfp4-torchao"), QStringLiteral("nvfp4-ggml"), QStringLiteral("nvfp4-4over6"),
                          QStringLiteral("mxfp6-e2m3"), QStringLiteral("mxfp6-e3m2"), QStringLiteral("mxfp8-e4m3"),
                          QStringLiteral("mxfp8-e5m2"), QStringLiteral("mxint8")});
    }

    void layersAndFindings()
    {
        QTemporaryDir folder;
        std::vector<std::string> texts;
        for (const QString &path : {test::writeTransformer(folder.path()), test::writeResidual(folder.path())}) {
            const LoadedNetwork network = loadNetwork(path.toStdString(), {});
            for (const Layer &layer : network.layers) {
                texts.push_back(layer.reason);
            }
            FindingsRequest request;
            request.graph = network.graph;
            request.format = namedFormat("vsq");
            request.assertions = {assertionFromText("sum < 1")};
            const ValueInfo &input = network.graph->inputs.front();
            Shape shape = input.shape;
            shape.front() = 2;
            Tensor values(input.type, shape);
            float next = 0.0F;
            for (float &value : values.mutableValues<float>()) {
                value = next = next > 0.97F ? 0.0F : next + 0.03F;
            }
            request.inputs.emplace(input.name, std::move(values));
            for (const Finding &finding : findFindings(request)) {
                texts.push_back(finding.text);
                texts.push_back(finding.place);
                texts.push_back(finding.remedy);
            }
        }
        QVERIFY(texts.size() > 20);
        verifyAll(texts, {QStringLiteral("sum < 1"), QStringLiteral("packedChannels")});
    }

    void brokenFiles()
    {
        QFile file(test::sample(QStringLiteral("broken/manifest.json")));
        QVERIFY(file.open(QIODevice::ReadOnly));
        std::vector<std::string> texts;
        for (const QJsonValue &sample :
             QJsonDocument::fromJson(file.readAll()).object().value(QStringLiteral("samples")).toArray()) {
            QString text = sample.toObject().value(QStringLiteral("error")).toString();
            texts.push_back(text.replace(QLatin1String("{path}"), QLatin1String("/FILE")).toStdString());
        }
        verifyAll(texts,
                  {QStringLiteral("alpha, beta"),
                   QStringLiteral("bert-tiny, bert-mini, bert-small, bert-medium, bert-base, "
                                  "bert-large, deit-tiny, deit-small, deit-base, vit-base, "
                                  "vit-large, vit-huge, resnet18, resnet34, resnet50, resnet101, resnet152, resnext50-32x4d, "
                                  "resnext101-32x8d, resnext101-64x4d, wide-resnet50-2, wide-resnet101-2, mobilenet-v2"),
                   QStringLiteral("data_offsets"), QStringLiteral("/etc/passwd"), QStringLiteral("dtype"),
                   QStringLiteral("org.example.Gemm")});
    }

    void numbersAndWeightsThatDoNotFit()
    {
        verifyAll(
            {"/FILE: array 'x': value of float64: expected at most 3.4e+38: networks are computed in float32, found -1e+300 at "
             "[1,0,3,5]",
             "/FILE: architecture: expected one of bert-tiny, found weights of none of these; nearest is bert-tiny, with 3 of "
             "its 32 names: missing 'a', 'b' and 7 more; not part of it 'c'"},
            {QStringLiteral("bert-tiny")});
    }

    void dumpsAndTensorsOfOthers()
    {
        verifyAll(
            {"/FILE: the dump is of another configuration of the chip: expected layer 'fc1', product 0, vsq, tiles 0 .. 15, "
             "settings rounding=nearesteven, found layer 'fc1', product 0, vsq, tiles 0 .. 15, settings scaleProduct=full",
             "/FILE: the dump is of other golden vectors (inputs, weights or scales differ): expected layer 'fc1', product "
             "2, int8, tiles 0 .. 15, settings rounding=halfup, check 12345678, found layer 'fc1', product 2, int8, tiles 0 "
             ".. 15, settings rounding=halfup, check 87654321",
             "/FILE: the dump is of another layer: expected layer 'a', product 0, vsq, tiles 0 .. 3, settings rounding=up, "
             "found layer 'b', product 0, vsq, tiles 0 .. 3, settings rounding=up",
             "/FILE: first line: expected '// kit: ...', as the bench of vsq golden writes it, found another one",
             "/FILE: no such layer: expected one of the network's (nearest: 'fc1'), found 'fc'",
             "/FILE: array 'x': name: expected that of a node or of its output in the run (nearest: 'y'), found 'x'"},
            {QStringLiteral("scaleProduct"), QStringLiteral("rounding="), QStringLiteral("settings")});
    }

    void bundledSamples()
    {
        std::vector<std::string> texts;
        for (const Sample &each : listSamples(test::sample(QString()).toStdString())) {
            texts.push_back(each.title);
            texts.push_back(each.description);
        }
        verifyAll(texts);
    }

    void valuesAreWrittenAsTheLocaleWritesThem()
    {
        const QLocale before;
        QLocale::setDefault(QLocale(QLocale::German, QLocale::Germany));
        const QString said = coreText("12.5 % of the multiplier-cycles pad vectors of 64 along K");
        const QString counted = coreText("12345 additions of 678 sums were clamped to 24 bits");
        QLocale::setDefault(before);
        QCOMPARE(said, QStringLiteral("12,5 % OF THE MULTIPLIER-CYCLES PAD VECTORS OF 64 ALONG K"));
        QCOMPARE(counted, QStringLiteral("12.345 ADDITIONS OF 678 SUMS WERE CLAMPED TO 24 BITS"));
    }

    void namesInQuotesStayAsTheyAre()
    {
        QCOMPARE(coreText("layer 'output' of none"), QStringLiteral("layer 'output' of none")); // no text of core's
        QCOMPARE(coreText("/a/output: node 'output' (Gemm): inputs: expected 2 to 3, found 1"),
                 QStringLiteral("/a/output: NODE 'output' (Gemm): INPUTS: EXPECTED 2 TO 3, FOUND 1"));
    }
};

VSQ_TEST(CoreTextTest)
#include "coretext.moc"
