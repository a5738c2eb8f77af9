using System.Diagnostics.Metrics;

namespace PicoClaw.Agent;

/// <summary>The meter "PicoClaw.Agent". The calls of models have a meter of their own, "PicoClaw.Agent.Models".</summary>
internal sealed class AgentMetrics
{
    public const string MeterName = "PicoClaw.Agent";

    private readonly Counter<long> _starts;
    private readonly Counter<long> _unreadable;
    private readonly Counter<long> _limited;
    private readonly Counter<long> _feedback;
    private readonly Histogram<double> _duration;
    private MailboxCount _mailbox = new();

    public AgentMetrics(IMeterFactory meters)
    {
        var meter = meters.Create(MeterName);
        _starts = meter.CreateCounter<long>("picoclaw.agent.turn.starts", "{start}", "Starts of turns by attempt: above 1 it is a retry");
        _unreadable = meter.CreateCounter<long>("picoclaw.agent.unreadable", "{message}", "Stored messages that this version cannot read");
        _limited = meter.CreateCounter<long>("picoclaw.agent.turn.limited", "{turn}", "Turns over their people's rate, which no model was asked about");
        _feedback = meter.CreateCounter<long>("picoclaw.agent.feedback", "{feedback}", "What people think of answers, by verdict; a change counts once more");
        _duration = meter.CreateHistogram<double>(
            "picoclaw.agent.turn.duration",
            "s",
            "From a turn's last start to its commit, by status",
            advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 20, 30, 60, 120, 300, 600] });
        meter.CreateObservableGauge("picoclaw.agent.mailbox.depth", () => Mailbox.Waiting, "{message}", "Messages that wait for a turn, counted every 15 s");
        meter.CreateObservableGauge(
            "picoclaw.agent.mailbox.oldest.age", () => Mailbox.OldestMs / 1000.0, "s", "Age of the oldest message that waits for a turn, seen every 15 s");
        meter.CreateObservableGauge(
            "picoclaw.agent.dead_letters", () => Mailbox.Failed, "{turn}", "Turns that failed for good and are kept, counted every 15 s");
    }

    public MailboxCount Mailbox
    {
        get => Volatile.Read(ref _mailbox);
        set => Volatile.Write(ref _mailbox, value);
    }

    public void Started(int attempt) => _starts.Add(1, new KeyValuePair<string, object?>("attempt", attempt));

    public void Ended(string status, TimeSpan duration) => _duration.Record(duration.TotalSeconds, new KeyValuePair<string, object?>("status", status));

    public void Limited(int turns) => _limited.Add(turns);

    public void Feedback(string verdict, int count = 1) => _feedback.Add(count, new KeyValuePair<string, object?>("verdict", verdict));

    public void Unreadable(int messages) => _unreadable.Add(messages);
}
