using System.Text.Json.Nodes;

namespace DingTalk.Emulator.Json;

// Overrides fields with those of a script; null removes a field.
internal static class Overrides
{
    public static JsonObject Over(JsonObject data, JsonObject? given)
    {
        foreach (var (name, value) in given ?? [])
        {
            if (value is null)
            {
                data.Remove(name);
            }
            else
            {
                data[name] = value.DeepClone();
            }
        }

        return data;
    }
}
