namespace PicoClaw.Agent.Models;

/// <summary>Fields of the original's configuration that are read but have no effect yet: whoever wrote one is told.</summary>
internal static class UnusedSettings
{
    private static readonly string[] OfAgent =
        ["ModelFallbacks", "MaxToolIterations", "MaxLlmRetries"];

    private static readonly string[] OfModel = ["Fallbacks", "Rpm", "ExtraBody", "CustomHeaders"];

    public static IReadOnlyList<string> In(IConfiguration configuration) =>
    [
        .. OfAgent.Where(name => configuration.GetSection($"Agent:Defaults:{name}").Exists()),
        .. configuration.GetSection("Models").GetChildren().SelectMany(model => OfModel.Where(name => model.GetSection(name).Exists())).Distinct(),
    ];
}
