namespace PicoClaw.Agent.Models;

/// <summary><c>model_list</c> and what of <c>agents.defaults</c> this version uses.</summary>
internal sealed class AgentOptions
{
    public List<ModelOptions> Models { get; } = [];

    public string ModelName { get; set; } = "";

    public int? MaxTokens { get; set; }

    public float? Temperature { get; set; }

    /// <summary>The model that answers; null when none is configured.</summary>
    public ModelOptions? Model => ModelName.Length == 0 ? Models.FirstOrDefault() : Models.FirstOrDefault(model => model.ModelName == ModelName);
}
