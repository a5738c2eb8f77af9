using System.Text.Json;
using Microsoft.Extensions.AI;
using ModelContextProtocol;
using ModelContextProtocol.Client;
using PicoClaw.Agent.Tools.Files;
using PicoClaw.Hosting.Cleaning;

namespace PicoClaw.Agent.Tools.Mcp;

/// <summary>A tool of a server, under the server's name.</summary>
internal sealed class McpTool(
    string server, McpClientTool tool, (TimeSpan Limit, SecretMask Mask, OutgoingFiles Files) call, Action<string> broken) : AIFunction
{
    private const int MaxDescriptionLength = 1024;

    public override string Name { get; } = $"{server}_{tool.Name}";

    /// <summary>Bounded: services refuse a longer one.</summary>
    public override string Description { get; } = CleanText.Line(tool.Description, MaxDescriptionLength) ?? "";

    public override JsonElement JsonSchema { get; } = McpSchema.Bounded(tool.JsonSchema);

    public override IReadOnlyDictionary<string, object?> AdditionalProperties { get; } =
        new Dictionary<string, object?> { [GuardedTool.LimitKey] = call.Limit };

    protected override async ValueTask<object?> InvokeCoreAsync(AIFunctionArguments arguments, CancellationToken cancellationToken)
    {
        try
        {
            var result = await tool.CallAsync(arguments, cancellationToken: cancellationToken);
            return call.Mask.Hide(await McpText.OfAsync(result, file => call.Files.GiveAsync(arguments, file, cancellationToken)));
        }
        catch (McpProtocolException refusal)
        {
            // The server is alive and refused the call.
            return $"Error: {call.Mask.Hide(refusal.Message)}";
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            broken($"a call of {tool.Name} failed: {exception.Message}");
            return $"Error: the tool's server cannot be reached: {call.Mask.Hide(exception.Message)}";
        }
    }
}
