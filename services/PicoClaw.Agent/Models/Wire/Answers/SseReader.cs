using System.Text;
using PicoClaw.Agent.Models.Faults;
using PicoClaw.Agent.Models.Wire.Json;

namespace PicoClaw.Agent.Models.Wire.Answers;

/// <summary>
/// Reads a stream of events as services write it: also without the blank line between two, without the blank after <c>data:</c>,
/// or without <c>data:</c> at all. Comments are skipped, also those that relays send as data.
/// </summary>
internal sealed class SseReader(Stream stream, Action alive) : IDisposable
{
    // A stream without line ends must not fill the memory.
    private const int LongestEvent = 4 * 1024 * 1024;

    private readonly StreamReader _reader = new(stream, Encoding.UTF8);
    private readonly StringBuilder _line = new();
    private readonly char[] _buffer = new char[8 * 1024];
    private int _at;
    private int _length;
    private bool _afterReturn;

    /// <summary>Null at the end.</summary>
    public async ValueTask<SseEvent?> ReadAsync(CancellationToken cancellationToken)
    {
        string? name = null;
        var data = "";
        while (await ReadLineAsync(cancellationToken) is { } line)
        {
            if (line.Length == 0)
            {
                if (data.Length > 0)
                {
                    return new SseEvent(name, data);
                }
            }
            else if (Value(line, "event") is { } value)
            {
                name = value;
            }
            else if (Data(line) is { } piece && !piece.StartsWith(':'))
            {
                data = data.Length == 0 ? piece : $"{data}\n{piece}";
                ThrowIfTooLong(data.Length);
                if (data == "[DONE]" || (data.EndsWith('}') && LenientJson.Parse(SurrogateHalves.Hide(data)) is not null))
                {
                    return new SseEvent(name, data);
                }
            }
        }

        return data.Length > 0 ? new SseEvent(name, data) : null;
    }

    public void Dispose() => _reader.Dispose();

    private static string? Data(string line) => Value(line, "data") ?? (line[0] is '{' or '[' ? line : null);

    private static string? Value(string line, string field) =>
        line.StartsWith(field, StringComparison.Ordinal) && line.AsSpan(field.Length) is [':', .. var value]
            ? value.Trim().ToString()
            : null;

    private async ValueTask<string?> ReadLineAsync(CancellationToken cancellationToken)
    {
        _line.Clear();
        while (true)
        {
            if (_at == _length)
            {
                (_at, _length) = (0, await _reader.ReadAsync(_buffer, cancellationToken));
                if (_length == 0)
                {
                    return _line.Length > 0 ? _line.ToString() : null;
                }

                alive();
            }

            if (_afterReturn && _buffer[_at] == '\n')
            {
                (_afterReturn, _at) = (false, _at + 1);
                continue;
            }

            var end = _buffer.AsSpan(_at, _length - _at).IndexOfAny('\r', '\n');
            _line.Append(_buffer, _at, end < 0 ? _length - _at : end);
            _at = end < 0 ? _length : _at + end + 1;
            _afterReturn = end >= 0 && _buffer[_at - 1] == '\r';
            if (end >= 0)
            {
                return _line.ToString();
            }

            ThrowIfTooLong(_line.Length);
        }
    }

    private static void ThrowIfTooLong(int length)
    {
        if (length > LongestEvent)
        {
            throw new ModelCallException(ModelFault.Transient, $"the answer broke off: an event has more than {LongestEvent} characters");
        }
    }
}
