// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/workspace/tuningprocess.h"

#include "core/base/atomicfile.h"
#include "core/data/iteminputs.h"
#include "core/layer/layermeasure.h"
#include "core/run/loadnetwork.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QProcess>
#include <QTemporaryDir>

#include <csignal>
#include <sys/prctl.h>

namespace vsq {

namespace {

constexpr int kPollMilliseconds = 100;
constexpr int kMillisecondsToStop = 60000; ///< for the step that runs and the checkpoint

/// What the program says on stderr, line by line.
class Listener {
public:
    Listener(const std::function<void(const Json &)> &event, const std::function<void(const QString &)> &warning,
             const JobContext &job)
        : m_event(event), m_warning(warning), m_job(job)
    {
    }

    void hear(const QByteArray &line)
    {
        if (!line.startsWith('{')) {
            const QString text = QString::fromUtf8(line).trimmed();
            constexpr QLatin1String kWarningPrefix("vsq: warning: ");
            if (text.startsWith(kWarningPrefix)) {
                m_warning(text.mid(kWarningPrefix.size()));
            } else if (text.startsWith(QLatin1String("vsq: "))) {
                m_error = text.mid(5);
            }
            return;
        }
        const Json event = Json::parse(line.toStdString(), nullptr, false);
        if (!event.is_object()) {
            return;
        }
        if (event.value("event", std::string()) == "step") {
            m_job.report(event.value("done", std::int64_t{0}), event.value("total", std::int64_t{0}),
                         QCoreApplication::translate("vsq::TuningList", "epoch %1").arg(event.value("epoch", 0)).toStdString());
        }
        m_event(event);
    }

    [[nodiscard]] const QString &error() const { return m_error; }

private:
    const std::function<void(const Json &)> &m_event;
    const std::function<void(const QString &)> &m_warning;
    const JobContext &m_job;
    QString m_error;
};

void hearAll(QProcess &process, Listener &listener)
{
    while (process.canReadLine()) {
        listener.hear(process.readLine());
    }
}

void runProgram(QProcess &process, Listener &listener, const JobContext &job)
{
    QElapsedTimer stopping;
    while (process.state() != QProcess::NotRunning) {
        if (job.stop.stop_requested() && !stopping.isValid()) {
            process.terminate();
            stopping.start();
        }
        if (stopping.isValid() && stopping.elapsed() > kMillisecondsToStop) {
            process.kill();
        }
        if (!process.waitForReadyRead(kPollMilliseconds) && process.error() != QProcess::Timedout) {
            process.waitForFinished(kPollMilliseconds); // it closed its output and ends
        }
        hearAll(process, listener);
    }
    hearAll(process, listener);
}

std::vector<LayerNumbers> numbersOfNetwork(const QString &path, const TuningRequest &request, const JobContext &job)
{
    LoadOptions options;
    options.shapes = request.shapes;
    const LoadedNetwork network = loadNetwork(path.toStdString(), options, job);
    DatasetOptions how;
    how.limit = 1;
    const QString &data = request.test.isEmpty() ? request.data : request.test;
    how.vocabulary = vocabularyFor(data, request.data).toStdString();
    const Dataset item = loadDataset(data.toStdString(), *network.graph, how);
    std::vector<LayerNumbers> numbers;
    for (const LayerReport &report : measureLayers(network.graph, itemInputs(*network.graph, &item, 0),
                                                   {.format = request.formats.others,
                                                   .formats = {request.formats.layers.begin(), request.formats.layers.end()},
                                                   .config = request.chip,
                                                   .scales = nullptr,
                                                   .fidelity = {}},
                                                   job)) {
        numbers.push_back(numbersOf(report));
    }
    return numbers;
}

} // namespace

TuningResult runTuning(const QString &program, const TuningRequest &request, const std::function<void(const Json &)> &event,
                       const std::function<void(const QString &)> &warning, const JobContext &job)
{
    const QTemporaryDir folder;
    const QString formats = folder.filePath(QStringLiteral("formats.json"));
    const QString chip = folder.filePath(QStringLiteral("chip.json"));
    writeFileAtomically(formats.toStdString(), jsonText(layerFormatsJson(request.formats)));
    writeFileAtomically(chip.toStdString(), toJson(request.chip));
    QProcess process;
    process.setReadChannel(QProcess::StandardError);
    // It does not outlive this program, however that ends: its state is kept.
    process.setChildProcessModifier([] { ::prctl(PR_SET_PDEATHSIG, SIGTERM); });
    process.start(program, request.arguments(formats, chip));
    if (!process.waitForStarted()) {
        throw Error({.file = program.toStdString(), .item = {}}, "cannot start", "a program",
                    process.errorString().toStdString());
    }
    Listener listener(event, warning, job);
    runProgram(process, listener, job);
    job.check();
    if (process.exitStatus() != QProcess::NormalExit || process.exitCode() != 0) {
        const QString said = listener.error().isEmpty() ? process.errorString() : listener.error();
        throw Error(said.toStdString());
    }
    process.setReadChannel(QProcess::StandardOutput);
    TuningResult result;
    result.report = parseJson(process.readAllStandardOutput().toStdString(), program.toStdString(), "report of a fine-tuning");
    result.before = numbersOfNetwork(request.model, request, job);
    result.layers = numbersOfNetwork(request.out, request, job);
    return result;
}

} // namespace vsq
