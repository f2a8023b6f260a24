// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/workspace/provenance.h"

#include "core/layer/layerplan.h"
#include "views/workspace/workspace.h"

#include <QCryptographicHash>
#include <QFile>
#include <QFileInfo>
#include <QHash>
#include <QJsonDocument>

#include <mutex>
#include <stop_token>
#include <thread>

namespace vsq {

namespace {

constexpr qint64 kChunk = 1 << 20;

/// Digests by path, size and time. Hashing itself has a mutex of its own, so that nobody waits for it who only asks.
struct Known {
    std::mutex mutex;
    std::mutex hashing;
    QHash<QString, QString> digests;

    QString find(const QString &key)
    {
        const std::lock_guard lock(mutex);
        return digests.value(key);
    }
};

Known &known()
{
    static Known digests;
    return digests;
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

namespace {

QString hashed(const QString &path, const std::stop_token &stop)
{
    const QString key = keyOf(path);
    const std::lock_guard one(known().hashing);
    if (const QString digest = known().find(key); !digest.isEmpty()) {
        return digest; // somebody else has been faster
    }
    QFile file(path);
    QCryptographicHash hash(QCryptographicHash::Sha256);
    if (!file.open(QIODevice::ReadOnly)) {
        return {};
    }
    while (!file.atEnd()) {
        const QByteArray chunk = file.read(kChunk);
        if (chunk.isEmpty() || stop.stop_requested()) {
            return {};
        }
        hash.addData(chunk);
    }
    const std::lock_guard lock(known().mutex);
    return *known().digests.insert(key, QString::fromLatin1(hash.result().toHex()));
}

} // namespace

void prepareDigest(const QString &path)
{
    if (path.isEmpty() || hasDigest(path)) {
        return;
    }
    // A thread of its own, ended with the program: Qt's pool is for painting, which would wait for half a gigabyte.
    (void)known(); // outlives it
    static std::jthread worker;
    static QString at; // what it reads: every view asks
    const QString key = keyOf(path);
    if (at == key) {
        return;
    }
    at = key;
    worker = std::jthread([path](const std::stop_token &stop) { hashed(path, stop); });
}

bool hasDigest(const QString &path)
{
    return !known().find(keyOf(path)).isEmpty();
}

QString digestOf(const QString &path)
{
    return hashed(path, {});
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
        opened.insert(QStringLiteral("activations"), QString::fromUtf8(kOpenedActivations));
        object.insert(QStringLiteral("layer"), opened);
        object.insert(QStringLiteral("product"), static_cast<qint64>(layer->index));
        object.insert(QStringLiteral("layerFormat"), QString::fromStdString(describe(layer->format)));
        command += QStringLiteral(" --layer ") + quoted(QString::fromStdString(layer->layer.name));
    }
    object.insert(QStringLiteral("format"), QString::fromStdString(describe(workspace.format())));
    command += QStringLiteral(" --format ") + quoted(QString::fromStdString(formatText(workspace.format())));
    object.insert(QStringLiteral("configuration"),
                  QJsonDocument::fromJson(QByteArray::fromStdString(toJson(workspace.chipConfig()))).object());
    object.insert(QStringLiteral("seed"), QJsonValue::Null); // nothing in these figures is drawn at random
    command += QStringLiteral(" --export ") + view + (figure.isEmpty() ? QString() : QLatin1Char('.') + figure)
               + QStringLiteral(" --out ") + (figure.isEmpty() ? view : figure) + QStringLiteral(".pdf");
    object.insert(QStringLiteral("command"), command);
    return object;
}

} // namespace vsq
