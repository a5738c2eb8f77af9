using Microsoft.Extensions.Logging.Testing;
using PicoClaw.Contracts;
using PicoClaw.Ingress.Spool;

namespace PicoClaw.Ingress.Tests.Testing;

/// <summary>A spool as one process after another opens it.</summary>
internal sealed class SpoolBench : IDisposable
{
    private readonly TempFolder _folder = new();

    public SpoolBench() => Options = new SpoolOptions { Directory = _folder.Path };

    public SpoolOptions Options { get; }

    public string Folder => _folder.Path;

    public FakeLogger<SpoolJournal> Log { get; } = new();

    public IEnumerable<int> Logged => Log.Collector.GetSnapshot().Select(record => record.Id.Id);

    /// <summary>What the first process that opens it writes.</summary>
    public IReadOnlyList<string> Files(int folder = 1) => [.. Directory.GetFiles(Path.Combine(Folder, $"{folder}"), "*.spool").Order()];

    public SpoolJournal Journal(TimeProvider? time = null) => new(Microsoft.Extensions.Options.Options.Create(Options), time ?? TimeProvider.System, Log);

    /// <summary>A process; disposing it is no more orderly than a crash, for nothing is written then.</summary>
    public IntakeSpool Open()
    {
        var spool = new IntakeSpool(Microsoft.Extensions.Options.Options.Create(Options), Journal());
        spool.Recover();
        return spool;
    }

    public static MessageReceived Message(string text, string conversation = "cid1", int second = 0) => Heard.Direct(text).Map() with
    {
        Id = Hosting.Messaging.DeterministicId.From(conversation, text),
        SentAt = Heard.Now.AddSeconds(second),
        Conversation = Heard.Direct(text).Map().Conversation with { Id = conversation },
    };

    /// <summary>Takes everything out, as the drain does.</summary>
    public static async Task<List<string>> DrainAsync(IntakeSpool spool, CancellationToken cancellationToken)
    {
        var texts = new List<string>();
        while (spool.Messages > 0)
        {
            var lane = await spool.TakeAsync(cancellationToken);
            var (segment, offset, length, _, _) = lane.Leaving!;
            texts.Add(segment.Read(offset, length)?.Message!.Text ?? "(lost)");
            spool.Finish(lane);
        }

        return texts;
    }

    public void Dispose() => _folder.Dispose();
}
