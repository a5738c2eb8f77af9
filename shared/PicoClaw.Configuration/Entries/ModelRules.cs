using PicoClaw.Configuration.Schema;
using PicoClaw.Configuration.Sections;

namespace PicoClaw.Configuration.Entries;

/// <summary>The rules between the models and the fields that name them, checked while the places are still known.</summary>
public static class ModelRules
{
    // Programs on the user's own machine, which need no key.
    private static readonly string[] Keyless = ["ollama", "vllm", "lmstudio", "llamacpp", "llama.cpp", "local", "localai", "litellm", "xinference"];

    /// <summary>Whether a service of that provider, or at that address, wants a key. Those on one's own machine do not.</summary>
    public static bool NeedsKey(string provider, Uri? address) =>
        !(address is not null && (address.Scheme == Uri.UriSchemeHttp || address.IsLoopback))
            && !Keyless.Contains(provider.Trim(), StringComparer.OrdinalIgnoreCase);

    internal static void Check(Section root, IReadOnlyList<Section> models, SettingsWriter writer)
    {
        var names = models.Select(model => writer.Get(model, "ModelName")).OfType<string>().Distinct(StringComparer.OrdinalIgnoreCase).ToList();
        CheckProviders(root, models, writer);
        CheckNames(root, ConfigSchema.Root[AgentSection.Defaults + "model_name"], names, writer);
        CheckNames(root, ConfigSchema.Root[AgentSection.Defaults + "model_fallbacks"], names, writer);
        foreach (var model in models)
        {
            CheckNames(model, ModelsSection.Entry["fallbacks"], names, writer);
            CheckKey(model, writer);
        }
    }

    // Without a model the bot would only echo, and look alive.
    private static void CheckProviders(Section root, IReadOnlyList<Section> models, SettingsWriter writer)
    {
        if (root.Found.GetValueOrDefault(ConfigSchema.Root[ModelsSection.Providers]) is not { Node.Members.Count: > 0 } found)
        {
            return;
        }

        if (models.Count > 0)
        {
            writer.Report.Ignored(found.Path, ModelsSection.ProvidersAdvice);
            return;
        }

        writer.Report.Problem(
            found.Node.Place,
            found.Path,
            "is not read. Write the model as an entry of model_list: "
                + "\"model_list\": [ { \"model_name\": \"…\", \"model\": \"…\", \"api_base\": \"…\", \"api_keys\": [\"…\"] } ].");
    }

    private static void CheckNames(Section section, ConfigField field, List<string> names, SettingsWriter writer)
    {
        // The agent reports a lack of models itself: ingress and egress may well have a file without any.
        if (names.Count == 0 || !section.Found.TryGetValue(field, out var found) || section.Refused.Contains(field))
        {
            return;
        }

        var unknown = Named(section, field, writer)
            .Where(name => name.Trim().Length > 0 && !names.Contains(name, StringComparer.OrdinalIgnoreCase));
        foreach (var name in unknown)
        {
            writer.Report.Problem(
                found.Node.Place,
                found.Path,
                $"names the model \"{name}\", but no enabled entry of model_list has that model_name. Write one of: {string.Join(", ", names)}.");
        }
    }

    private static IEnumerable<string> Named(Section section, ConfigField field, SettingsWriter writer)
    {
        if (writer.Get(section, field.Key) is { } single)
        {
            yield return single;
        }

        for (var i = 0; writer.Get(section, $"{field.Key}:{i}") is { } item; i++)
        {
            yield return item;
        }
    }

    private static void CheckKey(Section model, SettingsWriter writer)
    {
        var schema = ModelsSection.Entry;
        var hasKey = writer.Get(model, "ApiKeys:0") is not null || model.Refused.Contains(schema["api_keys"]);
        if (hasKey || model.Found.ContainsKey(schema["custom_headers"]))
        {
            return;
        }

        var provider = model.Found.TryGetValue(schema["provider"], out var found)
            ? found.Node.Text
            : (writer.Get(model, "Model") ?? "").Split('/')[0];
        if (NeedsKey(provider, Uri.TryCreate(writer.Get(model, "ApiBase"), UriKind.Absolute, out var address) ? address : null))
        {
            writer.Report.Warn(
                model.Place,
                model.PathOf("api_keys"),
                $"is missing: the model \"{writer.Get(model, "ModelName")}\" is asked without a key, which few services accept. "
                    + "Write \"api_keys\": [\"…\"].");
        }
    }
}
