using System.Text.Json;
using Microsoft.Extensions.AI;
using PicoClaw.Agent.Models.Calls;
using PicoClaw.Agent.Models.Faults;
using PicoClaw.Agent.Tools.Files;

namespace PicoClaw.Agent.Models.Pipeline;

/// <summary>Runs one tool call of a model.</summary>
internal static class ToolCall
{
    /// <summary>False when the arguments cannot be read, as in an answer that was cut, and the tool takes any.</summary>
    public static bool CanRun(FunctionCallContent call, AIFunction tool) => call.Exception is null || !TakesArguments(tool);

    /// <summary>The model is told of an exception, a few times in a row.</summary>
    public static async ValueTask<object?> RunAsync(FunctionInvocationContext context, CancellationToken cancellationToken)
    {
        if (!CanRun(context.CallContent, context.Function))
        {
            throw new ModelCallException(
                ModelFault.Transient,
                "the arguments are not a JSON object, so the tool did not run; call it again with a complete JSON object",
                context.CallContent.Exception);
        }

        if (context.Options is AnswerOptions { GiveFile: { } give })
        {
            OutgoingFiles.Allow(context.Arguments, give);
        }

        using var trace = AgentTrace.Tool(context.Function.Name);
        var runs = (context.Options as AnswerOptions)?.ToolRuns;
        try
        {
            runs?.Invoke(context.Function.Name);
            return await context.Function.InvokeAsync(context.Arguments, cancellationToken);
        }
        catch (Exception exception)
        {
            AgentTrace.Failed(trace, exception);
            throw;
        }
        finally
        {
            runs?.Invoke(null);
        }
    }

    private static bool TakesArguments(AIFunction tool) =>
        !tool.JsonSchema.TryGetProperty("properties", out var properties)
        || properties.ValueKind != JsonValueKind.Object
        || properties.EnumerateObject().Any();
}
