using System.Text.Json;
using Microsoft.Extensions.AI;

namespace PicoClaw.Agent.Models.Pipeline;

/// <summary>A model's call of a tool.</summary>
internal static class ToolCall
{
    /// <summary>Arguments that cannot be read, as of an answer that was cut, are no arguments; only a tool that takes none can do without.</summary>
    public static bool CanRun(FunctionCallContent call, AIFunction tool) => call.Exception is null || !TakesArguments(tool);

    /// <summary>What is thrown here the model is told, a few times in a row.</summary>
    public static async ValueTask<object?> RunAsync(FunctionInvocationContext context, CancellationToken cancellationToken)
    {
        if (!CanRun(context.CallContent, context.Function))
        {
            throw new ModelCallException(
                ModelFault.Passing, "the arguments are no JSON object, so the tool did not run; call it again with a complete JSON object", context.CallContent.Exception);
        }

        using var trace = AgentTrace.Tool(context.Function.Name);
        try
        {
            return await context.Function.InvokeAsync(context.Arguments, cancellationToken);
        }
        catch (Exception exception)
        {
            AgentTrace.Failed(trace, exception);
            throw;
        }
    }

    private static bool TakesArguments(AIFunction tool) =>
        !tool.JsonSchema.TryGetProperty("properties", out var properties) || properties.ValueKind != JsonValueKind.Object || properties.EnumerateObject().Any();
}
