using Microsoft.Extensions.Options;

namespace PicoClaw.Agent.Models;

/// <summary>The models that users may choose from, by their <c>model_name</c>.</summary>
internal sealed class ModelCatalog(IOptions<AgentOptions> options)
{
    /// <summary>The name of the model that answers when nobody has chosen; null when none is configured.</summary>
    public string? Default => options.Value.Model?.ModelName;

    /// <summary>All names, in the order of the configuration.</summary>
    public IReadOnlyList<string> Names => [.. options.Value.Models.Select(model => model.ModelName)];

    /// <summary>Null when there is no such model.</summary>
    public ModelOptions? Find(string name) => options.Value.Models.Find(model => string.Equals(model.ModelName, name, StringComparison.OrdinalIgnoreCase));
}
