// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/workspace/tuningrequest.h"

#include <QFileInfo>

namespace vsq {

namespace {

/// Numbers in C locale, as the command line reads them.
QString plainNumber(double value)
{
    return QString::number(value, 'g', 12);
}

QString shapeText(const std::string &input, const Shape &shape)
{
    QStringList dimensions;
    for (const std::int64_t dimension : shape) {
        dimensions.append(QString::number(dimension));
    }
    return QString::fromStdString(input) + QLatin1Char('=') + dimensions.join(QLatin1Char(','));
}

} // namespace

QString vocabularyFor(const QString &data, const QString &other)
{
    if (!data.endsWith(QLatin1String(".csv"), Qt::CaseInsensitive)) {
        return {};
    }
    for (const QString &file : {data, other}) {
        const QString beside = QFileInfo(file).absolutePath() + QStringLiteral("/vocab.txt");
        if (!file.isEmpty() && QFileInfo::exists(beside)) {
            return beside;
        }
    }
    return {};
}

QStringList TuningRequest::arguments(const QString &formatsFile, const QString &chipFile) const
{
    QStringList list{QStringLiteral("finetune"), model,    QStringLiteral("--data"),     data,
                     QStringLiteral("--out"),    out,      QStringLiteral("--formats"),  formatsFile,
                     QStringLiteral("--chip"),   chipFile, QStringLiteral("--progress"), QStringLiteral("json"),
                     QStringLiteral("--json")};
    const auto add = [&](const char *option, const QString &value) { list << QString::fromLatin1(option) << value; };
    for (const auto &[input, shape] : shapes) {
        add("--shape", shapeText(input, shape));
    }
    if (!test.isEmpty() && test != data) {
        add("--test", test);
    }
    if (const QString vocabulary = vocabularyFor(data, test); !vocabulary.isEmpty()) {
        add("--vocab", vocabulary);
    }
    if (!recipe.isEmpty()) {
        add("--recipe", recipe);
    }
    if (epochs > 0) {
        add("--epochs", QString::number(epochs));
    }
    if (learningRate > 0.0) {
        add("--learning-rate", plainNumber(learningRate));
    }
    if (trainItems > 0) {
        add("--train-items", QString::number(trainItems));
    }
    if (distillation > 0.0) {
        add("--distill", plainNumber(distillation));
    }
    if (density < 1.0) {
        add("--density", plainNumber(density));
    }
    if (staticScales) {
        list << QStringLiteral("--static-scales");
    }
    return list;
}

} // namespace vsq
