using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace MergeBuild.Testing.Fuzzing;

/// <summary>Damage that leaves JSON valid: values of other types and sizes, names missing, twice, or from elsewhere.</summary>
internal static class JsonMutation
{
    /// <summary>The changed document, or line of a document of lines; null if it is not JSON.</summary>
    public static byte[]? TryChange(byte[] bytes, Random random)
    {
        if (Change(bytes, random) is { } whole)
        {
            return whole;
        }

        var lines = Encoding.UTF8.GetString(bytes).Split('\n');
        var at = random.Next(lines.Length);
        if (lines.Length < 2 || Change(Encoding.UTF8.GetBytes(lines[at]), random) is not { } line)
        {
            return null;
        }

        lines[at] = Encoding.UTF8.GetString(line);
        return Encoding.UTF8.GetBytes(string.Join('\n', lines));
    }

    private static byte[]? Change(byte[] bytes, Random random)
    {
        try
        {
            if (JsonNode.Parse(bytes) is not { } root || root is not (JsonObject or JsonArray))
            {
                return null;
            }

            Change(root, random);
            return Encoding.UTF8.GetBytes(RawJson.Put(root.ToJsonString(RawJson.Options)));
        }
        catch (Exception exception) when (exception is JsonException or ArgumentException or InvalidOperationException)
        {
            return null;
        }
    }

    // Walks down at random and changes a child where the walk ends.
    private static void Change(JsonNode root, Random random)
    {
        var parent = root;
        while (Child(parent, random) is { } child and (JsonObject or JsonArray) && random.Next(5) > 0)
        {
            parent = child;
        }

        if (parent is JsonObject { Count: > 0 } members)
        {
            var name = members.ElementAt(random.Next(members.Count)).Key;
            switch (random.Next(8))
            {
                case 0: members.Remove(name); break;
                case 6: members[RawJson.NameAgain(name)] = Value(random); break;
                case 1: members[HostileTexts.PickText(random)] = members[name]?.DeepClone(); break;
                case 2: members[members.ElementAt(random.Next(members.Count)).Key] = members[name]?.DeepClone(); break;
                default: members[name] = Value(random); break;
            }
        }
        else if (parent is JsonArray items)
        {
            switch (random.Next(5))
            {
                case 0 when items.Count > 0: items.RemoveAt(random.Next(items.Count)); break;
                case 1 when items.Count > 0: items.Add(items[random.Next(items.Count)]?.DeepClone()); break;
                case 2: items.Add(Value(random)); break;
                case 3 when items.Count > 0:
                    for (var i = random.Next(200); i > 0; i--)
                    {
                        items.Add(items[0]?.DeepClone());
                    }

                    break;
                default:
                    if (items.Count > 0)
                    {
                        items[random.Next(items.Count)] = Value(random);
                    }

                    break;
            }
        }
    }

    private static JsonNode? Child(JsonNode node, Random random) => node switch
    {
        JsonObject { Count: > 0 } members => members.ElementAt(random.Next(members.Count)).Value,
        JsonArray { Count: > 0 } items => items[random.Next(items.Count)],
        _ => null,
    };

    private static JsonNode? Value(Random random) => random.Next(18) switch
    {
        0 => null,
        1 => JsonValue.Create(-1),
        2 => JsonValue.Create(0),
        3 => JsonValue.Create(long.MaxValue),
        4 => JsonValue.Create(ulong.MaxValue),
        5 => JsonValue.Create(1e308),
        6 => JsonValue.Create(0.5),
        7 => JsonValue.Create(random.Next(2) == 0),
        8 => new JsonArray(),
        9 => new JsonObject(),
        10 => Nested(random.Next(60)),
        11 => JsonValue.Create((int)random.NextInt64(int.MinValue, int.MaxValue)),
        12 or 13 => RawJson.Pick(random),
        14 => JsonValue.Create(1L << random.Next(63)),
        _ => JsonValue.Create(HostileTexts.PickText(random)),
    };

    private static JsonNode Nested(int depth)
    {
        JsonNode node = new JsonArray();
        for (var i = 0; i < depth; i++)
        {
            node = i % 2 == 0 ? new JsonObject { ["type"] = node } : new JsonArray(node);
        }

        return node;
    }
}
