using Microsoft.Extensions.Options;
using PicoClaw.Ingress.Spool.Files;

namespace PicoClaw.Ingress.Spool;

/// <summary>Tells the log once of each change, however many messages it concerns, and <c>/ready</c> what is wrong now.</summary>
internal sealed class SpoolJournal(IOptions<SpoolOptions> options, TimeProvider time, ILogger<SpoolJournal> logger)
{
    // A broker that is merely slow would otherwise begin and end an outage with every message.
    private static readonly TimeSpan Quiet = TimeSpan.FromMinutes(1);

    private readonly string _folder = options.Value.Directory;
    private readonly Lock _lock = new();
    private string? _diskFault;
    private string? _full;
    private bool _isOut;
    private int _drained;
    private long _since;
    private long _endedAt;

    /// <summary>Why messages are refused; null when they are taken.</summary>
    public string? Fault
    {
        get
        {
            lock (_lock)
            {
                return _diskFault ?? _full;
            }
        }
    }

    public bool IsDiskFailing
    {
        get
        {
            lock (_lock)
            {
                return _diskFault is not null;
            }
        }
    }

    public void Off() => Log.SpoolOff(logger);

    /// <summary>A message has not been confirmed in time.</summary>
    public void BrokerFailed(string reason)
    {
        if (Begin())
        {
            Log.SpoolBegins(logger, _folder, reason);
        }
    }

    /// <summary>A message has left the spool, and so many wait.</summary>
    public void Drained(int waiting, bool makesRoom)
    {
        lock (_lock)
        {
            _drained++;
            _full = makesRoom ? null : _full;
            if (waiting == 0 && _isOut)
            {
                _isOut = false;
                _endedAt = time.GetTimestamp();
                Log.SpoolEmpty(logger, _drained, time.GetElapsedTime(_since).TotalSeconds);
            }
        }
    }

    public void Recovered(string file, SegmentScan scan)
    {
        if (scan.Records.Count > 0)
        {
            Log.SpoolRecovered(logger, scan.Records.Count, file);
            Begin();
        }

        if (scan.DamagedBytes > 0)
        {
            Log.SpoolDamaged(logger, file, scan.DamagedBytes);
        }

        if (scan.TornBytes > 0)
        {
            Log.SpoolTorn(logger, file, scan.TornBytes);
        }
    }

    /// <summary>A message is not readable any more.</summary>
    public void Lost(string file) => Log.SpoolLost(logger, file);

    public void NotRemoved(string file, string reason) => Log.SpoolNotRemoved(logger, file, reason);

    public string Full(long maxBytes)
    {
        lock (_lock)
        {
            if (_full is null)
            {
                _full = $"full: its {maxBytes} bytes hold messages that the broker has not taken; acks are withheld";
                Log.SpoolFull(logger, _folder, maxBytes);
            }

            return _full;
        }
    }

    public string DiskFailed(string reason)
    {
        lock (_lock)
        {
            if (_diskFault is null)
            {
                Log.SpoolFailed(logger, _folder, reason);
            }

            return _diskFault = $"{_folder} cannot be used: {reason}";
        }
    }

    public void DiskWorks()
    {
        lock (_lock)
        {
            if (_diskFault is not null)
            {
                _diskFault = null;
                Log.SpoolWorks(logger, _folder);
            }
        }
    }

    // True when it is worth a line.
    private bool Begin()
    {
        lock (_lock)
        {
            if (_isOut)
            {
                return false;
            }

            (_isOut, _drained, _since) = (true, 0, time.GetTimestamp());
            return _endedAt == 0 || time.GetElapsedTime(_endedAt) > Quiet;
        }
    }
}
