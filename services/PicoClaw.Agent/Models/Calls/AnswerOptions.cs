using Microsoft.Extensions.AI;
using PicoClaw.Agent.Tools.Files;

namespace PicoClaw.Agent.Models.Calls;

/// <summary>The options of one answer, and what its caller observes of the model calls that it takes. All copies share that.</summary>
internal sealed class AnswerOptions : ChatOptions
{
    public AnswerOptions()
    {
    }

    private AnswerOptions(ChatOptions other)
        : base(other)
    {
        if (other is AnswerOptions answer)
        {
            (Calls, ToolsStarting, ToolRuns, GiveFile, Text) = (answer.Calls, answer.ToolsStarting, answer.ToolRuns, answer.GiveFile, answer.Text);
        }
    }

    public CallLog Calls { get; init; } = new();

    /// <summary>Awaited once, before the first tool runs; when it fails, no tool runs.</summary>
    public Func<CancellationToken, Task> ToolsStarting { get; init; } = _ => Task.CompletedTask;

    /// <summary>Told of the tool that begins, and null when it has ended; null: nobody looks.</summary>
    public Action<string?>? ToolRuns { get; init; }

    /// <summary>Takes what tools give the user; null where nothing can be sent.</summary>
    public GiveFile? GiveFile { get; init; }

    /// <summary>Where the answer is shown while it is written; null when it is read whole.</summary>
    public AnswerText? Text { get; private init; }

    public static AnswerOptions Of(ChatOptions? options) => new(options ?? new ChatOptions());

    public static AnswerOptions Of(ChatOptions? options, AnswerText text) => new(options ?? new ChatOptions()) { Text = text };

    public override ChatOptions Clone() => new AnswerOptions(this);
}
