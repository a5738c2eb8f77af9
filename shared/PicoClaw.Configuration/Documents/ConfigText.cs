using System.Buffers;
using System.Text;
using System.Text.Unicode;

namespace PicoClaw.Configuration.Documents;

/// <summary>The bytes of a config file with a map from byte offsets to lines and columns.</summary>
internal sealed class ConfigText
{
    private readonly byte[] _bytes;
    private readonly List<int> _lineStarts = [0];

    private ConfigText(string file, byte[] bytes)
    {
        File = file;
        _bytes = bytes;
        for (var i = 0; i < _bytes.Length; i++)
        {
            if (_bytes[i] == (byte)'\n')
            {
                _lineStarts.Add(i + 1);
            }
        }
    }

    public string File { get; }

    public ReadOnlySpan<byte> Bytes => _bytes;

    public static ConfigText From(string file, ReadOnlySpan<byte> content)
    {
        if (content.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE]) || content.StartsWith((ReadOnlySpan<byte>)[0xFE, 0xFF]))
        {
            throw new ConfigException($"{file}, line 1, column 1: the file is saved as UTF-16. Save it as UTF-8.");
        }

        var text = new ConfigText(file, (content.StartsWith("\uFEFF"u8) ? content[3..] : content).ToArray());
        if (!Utf8.IsValid(text._bytes))
        {
            var place = text.PlaceAt(text.FirstInvalidByte());
            throw new ConfigException($"{place.Describe("")} a byte here is not UTF-8. Save the file as UTF-8.");
        }

        return text;
    }

    public ConfigPlace PlaceAt(int offset)
    {
        var line = LineAt(offset);
        var column = Encoding.UTF8.GetCharCount(_bytes, _lineStarts[line], offset - _lineStarts[line]) + 1;
        return new ConfigPlace(File, line + 1, column);
    }

    public int OffsetOf(long line, long byteInLine) =>
        Math.Min(_lineStarts[(int)Math.Min(line, _lineStarts.Count - 1)] + (int)byteInLine, _bytes.Length);

    public string LineOf(ConfigPlace place)
    {
        var start = _lineStarts[place.Line - 1];
        var end = place.Line < _lineStarts.Count ? _lineStarts[place.Line] - 1 : _bytes.Length;
        return Encoding.UTF8.GetString(_bytes, start, end - start).TrimEnd('\r');
    }

    private int LineAt(int offset)
    {
        var index = _lineStarts.BinarySearch(offset);
        return index >= 0 ? index : ~index - 1;
    }

    private int FirstInvalidByte()
    {
        var offset = 0;
        while (Rune.DecodeFromUtf8(_bytes.AsSpan(offset), out _, out var consumed) == OperationStatus.Done)
        {
            offset += consumed;
        }

        return offset;
    }
}
