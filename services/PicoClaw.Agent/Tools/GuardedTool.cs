using Microsoft.Extensions.AI;
using PicoClaw.Hosting.Cleaning;

namespace PicoClaw.Agent.Tools;

/// <summary>A tool that always gives the model a text of bounded length, in bounded time: its result, or what went wrong.</summary>
internal sealed class GuardedTool(AIFunction tool, string name, TimeProvider time, ILogger logger) : DelegatingAIFunction(tool)
{
    public const int LongestResult = 32_000;

    public static readonly TimeSpan DefaultLimit = TimeSpan.FromSeconds(60);

    /// <summary>The key of <see cref="AITool.AdditionalProperties"/> under which a tool says how long a call may take.</summary>
    public const string LimitKey = "picoclaw.limit";

    public override string Name => name;

    protected override async ValueTask<object?> InvokeCoreAsync(AIFunctionArguments arguments, CancellationToken cancellationToken)
    {
        var limit = AdditionalProperties.TryGetValue(LimitKey, out var own) && own is TimeSpan longer ? longer : DefaultLimit;
        using var deadline = new CancellationTokenSource(limit, time);
        using var over = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, deadline.Token);
        try
        {
            // A tool that does not heed its token must not hold the turn.
            return Bounded((await base.InvokeCoreAsync(arguments, over.Token).AsTask().WaitAsync(over.Token))?.ToString() ?? "");
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            var reason = deadline.IsCancellationRequested ? $"no result within {limit.TotalSeconds:0} s" : exception.Message;
            ToolLog.Trace(logger, name, exception);
            ToolLog.Failed(logger, name, OneLine.Of(reason));
            return Bounded($"Error: {reason}");
        }
    }

    private static string Bounded(string result)
    {
        var text = CleanText.Of(result);
        if (text.Length <= LongestResult)
        {
            return text;
        }

        var kept = char.IsHighSurrogate(text[LongestResult - 1]) ? LongestResult - 1 : LongestResult;
        return $"{text[..kept]}\n… ({text.Length - kept} more characters were cut off)";
    }
}
