using System.Text;
using System.Text.Json.Nodes;
using CsCheck;
using PicoClaw.Tests.Golden;
using PicoClaw.Tests.Mutations;

namespace DingTalk.Stream.Tests.BadInput;

// Randomly corrupted golden files.
internal static class Fuzz
{
    private static readonly string[] Names = [.. GoldenFiles.Names("frames").Where(name => !name.Contains("disconnect", StringComparison.Ordinal))];

    private static readonly JsonNode[] Whole = [.. Names.Select(name => GoldenFiles.Read("frames", name)["frame"]!)];

    // Frames corrupted outside or inside their data, or spliced from two.
    public static readonly Gen<byte[]> Frames = Gen.Select(
        AnyOf(Whole), AnyOf(Whole), Gen.Int[0, 9], Gen.Double[0, 1], Mutation.Any.Array[1, 4],
        (frame, other, where, cut, mutations) => where switch
        {
            < 5 => Inside(frame, data => mutations.Aggregate(data, Apply)),
            5 => Inside(frame, data => Spliced(data, Bytes((string)other["data"]!), cut)),
            6 => Spliced(Bytes(frame.ToJsonString()), Bytes(other.ToJsonString()), cut),
            _ => mutations.Aggregate(Bytes(frame.ToJsonString()), Apply),
        });

    public static readonly Gen<byte[]> Answers = Gen.Select(
        AnyOf([.. GoldenFiles.Names("answers").Select(name => Bytes(GoldenFiles.Read("answers", name)["answer"]!.ToJsonString()))]), Mutation.Any.Array[1, 4],
        (answer, mutations) => mutations.Aggregate(answer, Apply));

    public static long Iterations(long usual) => Mutation.Iterations(usual);

    public static Gen<T> AnyOf<T>(params T[] values) => Mutation.AnyOf(values);

    public static string Show(byte[] bytes) => $"{Encoding.UTF8.GetString(bytes)}\n{Convert.ToBase64String(bytes)}";

    private static byte[] Apply(byte[] bytes, Mutation mutation) => mutation.Apply(bytes);

    private static byte[] Inside(JsonNode frame, Func<byte[], byte[]> spoil)
    {
        var copy = frame.DeepClone();
        copy["data"] = Encoding.UTF8.GetString(spoil(Bytes((string)frame["data"]!)));
        return Bytes(copy.ToJsonString());
    }

    private static byte[] Spliced(byte[] first, byte[] second, double cut) => [.. first[..(int)(cut * first.Length)], .. second[(int)(cut * second.Length)..]];

    private static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);
}
