using System.Text.RegularExpressions;

namespace PicoClaw.Agent.Models.Catalog;

/// <summary>Tells by a model's name whether it sees pictures. What it does not know is taken for blind: then nothing is refused.</summary>
internal static partial class SeeingModels
{
    public static bool Know(string model) => Names().IsMatch(model[(model.LastIndexOf('/') + 1)..]);

    [GeneratedRegex(
        @"vision|omni|[-_.](vl|v)([-_.:]|$)|[-.\d]vl[-_.:\d]|^gpt-(4o|4\.1|4-turbo|[5-9])|^chatgpt|^o[13](-\d|-pro|$)|^o4|^claude-|^gemini-"
            + @"|^gemma-?3|^qwen-?vl|^qvq|^glm-[\d.]+v|^llava|^pixtral|^llama-?4|^minicpm-v|^internvl|^grok-[4-9]|^kimi-(k2\.5|latest|vl)"
            + @"|^doubao-seed|^mistral-(medium|small)-3|^step-1v",
        RegexOptions.IgnoreCase)]
    private static partial Regex Names();
}
