// SPDX-License-Identifier: GPL-3.0-or-later
// The document that all views look at: a network, its data, number formats, the layer open on the chip, study results,
// the selection. Lives on the GUI thread; long work runs as jobs and comes back as values by signal.
#pragma once

#include "core/chip/config.h"
#include "core/chip/snapshot.h"
#include "core/layer/layerdata.h"
#include "core/layer/layerplan.h"
#include "core/layer/layerreport.h"
#include "core/network/lowering.h"
#include "core/quantize/format.h"
#include "core/study/evaluation.h"
#include "views/workspace/selection.h"

#include <QObject>
#include <QString>
#include <QUndoStack>

#include <map>
#include <memory>
#include <optional>
#include <vector>

namespace vsq {

class JobQueue;
class Laboratory;
class LayerChip;
class Navigator;
class Notebook;
class RunList;
class TuningList;
class WatchList;
class SimulationController;
struct Project;
struct SimulationStart;

/// One finished point of an accuracy study.
struct StudyResult {
    QString network;
    Evaluation evaluation;
};

/// A study's file that is open: what vsq sweep writes, or what the application wrote.
struct StudyFile {
    QString path; ///< empty: none of the user's; results then last as long as the program, or as the project
    QString network;
    std::int64_t items = 0;
    std::vector<NumberFormat> pending; ///< planned there and measured by nobody yet
    bool fitsNetwork = true;           ///< it is a study of the open network and its data, so that it can go on here
};

class Workspace : public QObject {
    Q_OBJECT
public:
    explicit Workspace(QObject *parent = nullptr);
    ~Workspace() override;

    // The network. All empty until one is open; views are valid then and say how to fill themselves.
    [[nodiscard]] bool isEmpty() const;
    [[nodiscard]] QString modelPath() const;
    [[nodiscard]] QString modelName() const;
    [[nodiscard]] QString dataPath() const; ///< data set that belongs to it, empty when none
    [[nodiscard]] std::shared_ptr<const Graph> graph() const;
    [[nodiscard]] const std::vector<Layer> &layers() const;
    [[nodiscard]] std::shared_ptr<const Dataset> data() const; ///< loaded with the network where dataPath() is set

    /// Loads in a job; on failure the open network stays as it was and messageRaised() tells.
    void openModel(const QString &path, const QString &dataPath = {}, const std::map<std::string, Shape> &shapes = {});
    void closeModel();
    /// A network is being read.
    [[nodiscard]] bool isOpening() const;

    // Projects: paths, formats, chip settings, study results; see project.h.
    [[nodiscard]] Project project() const;
    /// Opens the project's network with everything that was set; as openModel() where that fails.
    void openProject(const Project &project);

    // Formats: one for the network, and where the user says so another for a layer.
    [[nodiscard]] NumberFormat format() const;
    [[nodiscard]] NumberFormat layerFormat(int layer) const;
    [[nodiscard]] NumberFormat nextFormat(int layer) const; ///< of the layer that takes its result: what planOf() wants
    [[nodiscard]] bool hasLayerFormat(int layer) const;
    void setFormat(const NumberFormat &format);                 ///< undoable
    void setLayerFormat(int layer, const NumberFormat &format); ///< undoable
    void clearLayerFormat(int layer);                           ///< undoable: the network's again
    /// Formats of several layers by name, as one edit that can be undone; title: what they are, for the list of edits.
    void setLayerFormats(const std::map<std::string, NumberFormat> &formats, const QString &title);
    [[nodiscard]] const ChipConfig &chipConfig() const;
    void setChipConfig(const ChipConfig &config); ///< undoable
    [[nodiscard]] QUndoStack *undoStack();

    // The layer on the chip: captured in a job on item `item()` of the data (zeros where there is none).
    void openLayer(int layer, int productIndex = 0);
    [[nodiscard]] int openedProduct() const;
    /// Why the chip, as it is set, cannot run the open layer; empty where it can.
    [[nodiscard]] const QString &chipProblem() const;
    [[nodiscard]] int openedLayer() const;                            ///< index into layers(), -1: none
    [[nodiscard]] std::shared_ptr<const LayerData> layerData() const; ///< null until a layer is open
    [[nodiscard]] int item() const;
    void setItem(int item); ///< recaptures the open layer
    /// The word pieces of the item, one for each row of B of the open layer; empty where its rows are no tokens.
    [[nodiscard]] std::vector<std::string> tokens() const;
    [[nodiscard]] SimulationController *simulation() const;

    // What each layer loses and costs on item(), with its format: small networks are measured by themselves, larger ones
    // when asked for.
    void measureLayers();
    [[nodiscard]] bool isSmall() const; ///< a run takes a fraction of a second: views may start it unasked
    [[nodiscard]] const std::vector<std::optional<LayerReport>> &measurements() const; ///< as layers(), or empty

    /// What each layer costs on the chip, in its format; planned by a job. As layers(): empty where it does not run on the chip,
    /// or while it is not known yet after an edit.
    [[nodiscard]] const std::vector<std::optional<LayerCost>> &layerCosts() const;

    // Accuracy study, kept in a file as vsq sweep keeps it: what is measured stays, a cancelled study goes on where it was.
    void startStudy(const std::vector<NumberFormat> &formats, int items);
    void cancelStudy();
    [[nodiscard]] bool studyRunning() const;
    [[nodiscard]] int studyJob() const; ///< id in jobs(), for its progress
    [[nodiscard]] const std::vector<StudyResult> &studyResults() const;
    /// Whether the results have this format, of the open network on that many items.
    [[nodiscard]] bool isStudied(const NumberFormat &format, std::int64_t items) const;
    /// Forgets the results, and closes the user's file.
    void clearStudy();
    /// Its results take the place of those that are there; what is measured from now on goes into it.
    void openStudy(const QString &path);
    /// The results of the last run's items as a study's file, which what is measured from now on goes into.
    void saveStudyAs(const QString &path);
    [[nodiscard]] const StudyFile &studyFile() const;

    [[nodiscard]] Laboratory *laboratory() const;

    [[nodiscard]] const Selection &selection() const;
    /// Another layer of the chip's is opened as well, once the selection stays a moment.
    void select(const Selection &selection);
    [[nodiscard]] JobQueue *jobs() const;
    [[nodiscard]] LayerChip *layerChip() const; ///< the open layer's schedule and post-processing
    [[nodiscard]] WatchList *watches() const;   ///< values that the user keeps an eye on
    [[nodiscard]] RunList *runs() const;        ///< kept runs, one of them the baseline
    [[nodiscard]] TuningList *tunings() const;  ///< fine-tunings of the session
    [[nodiscard]] Notebook *notebook() const;   ///< kept moments
    [[nodiscard]] Navigator *navigator() const; ///< to a place on the chip with all views, and back

    enum class Severity { Information, Warning, Error };
    /// topic: what it is about; a later message about the same replaces it, and withdrawMessages() takes it back.
    void raiseMessage(Severity severity, const QString &text, const QString &details = {}, const QString &topic = {});
    /// What was said about this does not hold any more.
    void withdrawMessages(const QString &topic);

Q_SIGNALS:
    void networkChanged();                ///< another network, or none
    void openFailed(const QString &path); ///< after the message; what was open still is
    void formatsChanged();
    void chipConfigChanged(); ///< more than the supply
    void supplyChanged();     ///< the supply alone: clock and energy, nothing that the chip computes or counts
    void layerOpened();       ///< layerData() is new (or null)
    void selectionChanged(const vsq::Selection &selection);
    void layerCostsChanged();       ///< new, or some out of date
    void measurementsChanged();     ///< new, or out of date and empty
    void studyPointDone(int index); ///< studyResults() grew, or has this one anew
    void studyChanged();            ///< started, finished, cancelled, cleared; another file
    void messageRaised(vsq::Workspace::Severity severity, const QString &text, const QString &details, const QString &topic);
    void messagesWithdrawn(const QString &topic);

private:
    struct Private;
    friend struct WorkspaceAccess; ///< the undo commands' way in
    void open(const Project &project, const QString &path, const QString &dataPath, bool isProject);
    void reopenLayer();
    void loadSimulation(const SimulationStart &start);
    void rememberCycle();
    void forgetMeasurements();
    void priceMeasurements(); ///< anew, at the supply that is set
    void addStudyResult(const StudyResult &result);
    void planLayers(const std::vector<bool> &kept);

    std::unique_ptr<Private> d;
};

} // namespace vsq
