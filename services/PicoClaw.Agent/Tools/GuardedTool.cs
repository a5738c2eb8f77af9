using Microsoft.Extensions.AI;
using PicoClaw.Hosting.Cleaning;

namespace PicoClaw.Agent.Tools;

/// <summary>A tool that always returns the model a text of bounded length, in bounded time: its result, or what went wrong.</summary>
internal sealed class GuardedTool(AIFunction tool, string name, TimeProvider time, ILogger logger) : DelegatingAIFunction(tool)
{
    public const int MaxResultLength = 32_000;

    public static readonly TimeSpan DefaultLimit = TimeSpan.FromSeconds(60);

    /// <summary>The key in <see cref="AITool.AdditionalProperties"/> under which a tool states its own limit.</summary>
    public const string LimitKey = "picoclaw.limit";

    public override string Name => name;

    protected override async ValueTask<object?> InvokeCoreAsync(AIFunctionArguments arguments, CancellationToken cancellationToken)
    {
        var limit = AdditionalProperties.TryGetValue(LimitKey, out var own) && own is TimeSpan longer ? longer : DefaultLimit;
        using var deadline = new TimeLimit(limit, time, cancellationToken);
        try
        {
            // A tool that ignores its token must not hold up the turn.
            return Bounded((await base.InvokeCoreAsync(arguments, deadline.Token).AsTask().WaitAsync(deadline.Token))?.ToString() ?? "");
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            var reason = deadline.HasPassed ? $"no result within {limit.TotalSeconds:0} s" : exception.Message;
            Log.ToolFailureTrace(logger, name, exception);
            Log.ToolFailed(logger, name, OneLine.Of(reason));
            return Bounded($"Error: {reason}");
        }
    }

    private static string Bounded(string result)
    {
        var text = CleanText.Of(result);
        if (text.Length <= MaxResultLength)
        {
            return text;
        }

        var kept = CleanText.Cut(text, MaxResultLength);
        return $"{kept}\n… ({text.Length - kept.Length} more characters were cut off)";
    }
}
