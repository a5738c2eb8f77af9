using System.Globalization;
using System.Text;
using Google.Protobuf;

namespace Harness.Otlp;

/// <summary>A protobuf message without its schema: the fields by number. The caller knows their types.</summary>
internal sealed class ProtoMessage
{
    private readonly ILookup<int, object> _fields;

    public ProtoMessage(byte[] bytes)
    {
        using var input = new CodedInputStream(bytes);
        var fields = new List<(int Number, object Value)>();
        for (var tag = input.ReadTag(); tag != 0; tag = input.ReadTag())
        {
            fields.Add((WireFormat.GetTagFieldNumber(tag), Read(input, tag)));
        }

        _fields = fields.ToLookup(field => field.Number, field => field.Value);
    }

    public IEnumerable<ProtoMessage> Messages(int field) => _fields[field].OfType<byte[]>().Select(bytes => new ProtoMessage(bytes));

    public string Text(int field) => _fields[field].FirstOrDefault() is byte[] bytes ? Encoding.UTF8.GetString(bytes) : "";

    public string Hex(int field) => _fields[field].FirstOrDefault() is byte[] bytes ? Convert.ToHexStringLower(bytes) : "";

    public ulong Number(int field) => _fields[field].FirstOrDefault() is ulong number ? number : 0;

    /// <summary>OTLP's KeyValue list in a field.</summary>
    public IReadOnlyDictionary<string, string> Attributes(int field) => Messages(field)
        .GroupBy(pair => pair.Text(1))
        .ToDictionary(pairs => pairs.Key, pairs => pairs.First().Messages(2).Select(value => value.AnyValue()).FirstOrDefault("")!);

    /// <summary>OTLP's AnyValue as text.</summary>
    public string AnyValue() => _fields.FirstOrDefault() switch
    {
        { Key: 1 } => Text(1),
        { Key: 4 } number => BitConverter.UInt64BitsToDouble((ulong)number.First()).ToString(CultureInfo.InvariantCulture),
        { Key: 5 } => string.Join(",", Messages(5).SelectMany(array => array.Messages(1)).Select(value => value.AnyValue())),
        { } number when number.First() is ulong value => value.ToString(CultureInfo.InvariantCulture),
        _ => "",
    };

    private static object Read(CodedInputStream input, uint tag) => WireFormat.GetTagWireType(tag) switch
    {
        WireFormat.WireType.Varint => input.ReadUInt64(),
        WireFormat.WireType.Fixed64 => input.ReadFixed64(),
        WireFormat.WireType.Fixed32 => (ulong)input.ReadFixed32(),
        WireFormat.WireType.LengthDelimited => input.ReadBytes().ToByteArray(),
        var other => throw new InvalidDataException($"OTLP has no wire type {other}"),
    };
}
