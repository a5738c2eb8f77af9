using Microsoft.Extensions.AI;

namespace PicoClaw.Agent.Models;

/// <summary>The options of a question, with what its asker wants to know of the calls that it takes.</summary>
internal sealed class AskOptions : ChatOptions
{
    public AskOptions()
    {
    }

    private AskOptions(ChatOptions other)
        : base(other)
    {
        if (other is AskOptions ask)
        {
            (Calls, ToolsStarting) = (ask.Calls, ask.ToolsStarting);
        }
    }

    public CallLog Calls { get; init; } = new();

    /// <summary>Awaited once, before the first tool runs; when it fails, none runs.</summary>
    public Func<CancellationToken, Task> ToolsStarting { get; init; } = _ => Task.CompletedTask;

    /// <summary>A copy, whose calls are counted with those of the original.</summary>
    public static AskOptions Of(ChatOptions? options) => options is null ? new AskOptions() : new AskOptions(options);

    public override ChatOptions Clone() => new AskOptions(this);
}
