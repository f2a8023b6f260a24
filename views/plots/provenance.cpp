// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/plots/provenance.h"

#include "core/layer/layerplan.h"
#include "views/workspace/workspace.h"

#include <QCryptographicHash>
#include <QDateTime>
#include <QFile>
#include <QFileInfo>
#include <QHash>
#include <QJsonDocument>
#include <QMutex>
#include <QThreadPool>

namespace vsq {

namespace {

QMutex &lock()
{
    static QMutex mutex;
    return mutex;
}

QHash<QString, QString> &digests()
{
    static QHash<QString, QString> known;
    return known;
}

QString keyOf(const QString &path)
{
    const QFileInfo info(path);
    return path + QLatin1Char('|') + QString::number(info.size()) + QLatin1Char('|')
           + QString::number(info.lastModified().toMSecsSinceEpoch());
}

QString quoted(const QString &argument)
{
    static const QString plain = QStringLiteral("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-./:=,");
    for (const QChar c : argument) {
        if (!plain.contains(c)) {
            return QLatin1Char('\'') + QString(argument).replace(QLatin1Char('\''), QLatin1String("'\\''")) + QLatin1Char('\'');
        }
    }
    return argument;
}

} // namespace

void prepareDigest(const QString &path)
{
    if (!path.isEmpty()) {
        QThreadPool::globalInstance()->start([path] { digestOf(path); });
    }
}

QString digestOf(const QString &path)
{
    const QMutexLocker locker(&lock()); // whoever exports meanwhile waits here for the one that hashes
    const QString key = keyOf(path);
    if (const auto found = digests().constFind(key); found != digests().constEnd()) {
        return *found;
    }
    QFile file(path);
    QCryptographicHash hash(QCryptographicHash::Sha256);
    if (!file.open(QIODevice::ReadOnly) || !hash.addData(&file)) {
        return {};
    }
    return *digests().insert(key, QString::fromLatin1(hash.result().toHex()));
}

QJsonObject provenanceOf(const Workspace &workspace, const QString &view, const QString &figure)
{
    QJsonObject object;
    QString command = QStringLiteral("vsqscope");
    if (!workspace.modelPath().isEmpty()) {
        object.insert(QStringLiteral("model"), workspace.modelPath());
        object.insert(QStringLiteral("modelSha256"), digestOf(workspace.modelPath()));
        command += QStringLiteral(" --model ") + quoted(workspace.modelPath());
    }
    if (!workspace.dataPath().isEmpty()) {
        object.insert(QStringLiteral("data"), workspace.dataPath());
        object.insert(QStringLiteral("item"), workspace.item());
        command += QStringLiteral(" --data ") + quoted(workspace.dataPath());
    }
    if (const auto layer = workspace.layerData()) {
        QJsonObject opened{{QStringLiteral("name"), QString::fromStdString(layer->layer.name)}};
        const auto cost = costOf(layer->layer, layer->format, workspace.chipConfig(),
                                 workspace.nextFormat(workspace.openedLayer()));
        opened.insert(QStringLiteral("cycles"), cost ? QJsonValue(static_cast<qint64>(cost->cycles())) : QJsonValue());
        opened.insert(QStringLiteral("utilisation"), cost ? QJsonValue(cost->utilisation()) : QJsonValue());
        opened.insert(QStringLiteral("output"),
                      cost ? QJsonValue(QString::fromUtf8(nameOf(cost->output()).data())) : QJsonValue());
        opened.insert(QStringLiteral("activations"), QString::fromUtf8(kMeasuredActivations));
        object.insert(QStringLiteral("layer"), opened);
        object.insert(QStringLiteral("product"), static_cast<qint64>(layer->index));
        object.insert(QStringLiteral("layerFormat"), QString::fromStdString(describe(layer->format)));
        command += QStringLiteral(" --layer ") + quoted(QString::fromStdString(layer->layer.name));
    }
    object.insert(QStringLiteral("format"), QString::fromStdString(describe(workspace.format())));
    if (const std::string name = nameOf(workspace.format()); !name.empty()) {
        command += QStringLiteral(" --format ") + QString::fromStdString(name);
    }
    object.insert(QStringLiteral("configuration"),
                  QJsonDocument::fromJson(QByteArray::fromStdString(toJson(workspace.chipConfig()))).object());
    object.insert(QStringLiteral("seed"), QJsonValue::Null); // nothing in these figures is drawn at random
    command += QStringLiteral(" --export ") + view + (figure.isEmpty() ? QString() : QLatin1Char('.') + figure)
               + QStringLiteral(" --out ") + (figure.isEmpty() ? view : figure) + QStringLiteral(".pdf");
    object.insert(QStringLiteral("command"), command);
    return object;
}

} // namespace vsq
