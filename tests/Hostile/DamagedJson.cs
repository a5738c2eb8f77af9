using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;

namespace PicoClaw.Tests.Hostile;

/// <summary>Damages a message in one of many ways; the same seed always in the same way.</summary>
internal static class DamagedJson
{
    private static readonly string[] Words =
    [
        "", "\0", "\ud800", "\u202e\u0007", "-1", "9999-12-31T23:59:59.9999999Z", "0001-01-01T00:00:00Z",
        "00000000-0000-0000-0000-000000000000", "</script>", "'; DROP TABLE lane; --", "@all",
    ];

    public static byte[] Of(string json, int seed)
    {
        var random = new Random(seed);
        return random.Next(3) == 0 ? Bytes(Encoding.UTF8.GetBytes(json), random) : Encoding.UTF8.GetBytes(Structure(json, random));
    }

    private static byte[] Bytes(byte[] bytes, Random random)
    {
        switch (random.Next(4))
        {
            case 0:
                return bytes[..random.Next(bytes.Length)];
            case 1:
                var start = random.Next(bytes.Length);
                return [.. bytes[..start], .. bytes[random.Next(start, bytes.Length)..]];
            case 2:
                return [.. bytes, .. bytes[..random.Next(bytes.Length)]];
            default:
                for (var flips = random.Next(1, 8); flips > 0; flips--)
                {
                    bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
                }

                return bytes;
        }
    }

    private static string Structure(string json, Random random)
    {
        var root = JsonNode.Parse(json)!;
        for (var changes = random.Next(1, 4); changes > 0; changes--)
        {
            var objects = Objects(root).Where(one => one.Count > 0).ToList();
            var target = objects[random.Next(objects.Count)];
            var name = target.ElementAt(random.Next(target.Count)).Key;
            switch (random.Next(3))
            {
                case 0:
                    target.Remove(name);
                    break;
                case 1:
                    target[name] = Value(random);
                    break;
                default:
                    target[Words[random.Next(Words.Length)] + name] = Value(random);
                    break;
            }

            if (root.AsObject().Count == 0)
            {
                break;
            }
        }

        return root.ToJsonString();
    }

    private static IEnumerable<JsonObject> Objects(JsonNode? node) => node switch
    {
        JsonObject found => found.SelectMany(pair => Objects(pair.Value)).Prepend(found),
        JsonArray array => array.SelectMany(Objects),
        _ => [],
    };

    private static JsonNode? Value(Random random) => random.Next(8) switch
    {
        0 => null,
        1 => random.NextInt64(),
        2 => double.Parse("-1e300", CultureInfo.InvariantCulture),
        3 => new JsonArray(1, "2", null, new JsonObject()),
        4 => new JsonObject { ["kind"] = "unheard of" },
        5 => new string('长', random.Next(200_000)),
        6 => string.Concat(Enumerable.Repeat("[", random.Next(2000))),
        _ => Words[random.Next(Words.Length)],
    };
}
