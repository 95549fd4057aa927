//! Civil dates, times and moments. There is no time zone and no clock; the calendar is jiff's proleptic Gregorian.

use std::fmt;
use std::hash::{Hash, Hasher};

/// A day from 0001-01-01 to 9999-12-31.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date(jiff::civil::Date);

#[cfg(feature = "image")]
impl serde::Serialize for Date {
    fn serialize<S: serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        (self.year(), self.month(), self.day()).serialize(to)
    }
}
#[cfg(feature = "image")]
impl<'de> serde::Deserialize<'de> for Date {
    fn deserialize<D: serde::Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let (year, month, day) = serde::Deserialize::deserialize(from)?;
        Self::new(year, month, day).ok_or_else(|| serde::de::Error::custom("no such day"))
    }
}

/// A time of day in whole seconds, 00:00:00 to 23:59:59.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "image", derive(serde::Serialize, serde::Deserialize))]
pub struct Time {
    /// Seconds since midnight.
    pub seconds: u32,
}

/// A moment with the offset it was recorded at. Equality and order are by the moment: 07:00+07:00 is 00:00Z.
#[derive(Debug, Clone, Copy)]
#[cfg_attr(feature = "image", derive(serde::Serialize, serde::Deserialize))]
pub struct DateTime {
    /// Seconds since 1970-01-01T00:00:00Z.
    pub instant: i64,
    /// Minutes east of UTC.
    pub offset: i16,
}

impl PartialEq for DateTime {
    fn eq(&self, other: &Self) -> bool {
        self.instant == other.instant
    }
}

impl Eq for DateTime {}

impl Hash for DateTime {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.instant.hash(state);
    }
}

impl Ord for DateTime {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        self.instant.cmp(&other.instant)
    }
}

impl PartialOrd for DateTime {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

fn digits(text: &str, from: usize, to: usize) -> Option<u32> {
    let part = text.get(from..to)?;
    part.bytes().all(|b| b.is_ascii_digit()).then(|| part.parse().ok())?
}

impl Date {
    /// A day of the calendar; `None` if there is no such day.
    pub fn new(year: i32, month: i32, day: i32) -> Option<Self> {
        let year = i16::try_from(year).ok().filter(|y| (1..=9999).contains(y))?;
        let date = jiff::civil::Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()?;
        Some(Self(date))
    }

    /// Reads `YYYY-MM-DD`, strictly.
    pub fn parse(text: &str) -> Option<Self> {
        let shape = text.len() == 10 && text.get(4..5) == Some("-") && text.get(7..8) == Some("-");
        let part = |from, to| digits(text, from, to).and_then(|n| i32::try_from(n).ok());
        shape.then(|| Self::new(part(0, 4)?, part(5, 7)?, part(8, 10)?))?
    }

    /// Reads `YYYY-MM` as the first day of the month.
    pub fn parse_month(text: &str) -> Option<Self> {
        (text.len() == 7).then(|| Self::parse(&format!("{text}-01")))?
    }

    /// The year.
    pub fn year(self) -> i32 {
        i32::from(self.0.year())
    }

    /// The month, 1 to 12.
    pub fn month(self) -> i32 {
        i32::from(self.0.month())
    }

    /// The day of the month, 1 to 31.
    pub fn day(self) -> i32 {
        i32::from(self.0.day())
    }

    /// ISO weekday: Monday 1 to Sunday 7.
    pub fn weekday(self) -> i32 {
        i32::from(self.0.weekday().to_monday_one_offset())
    }

    /// `n` days later (earlier if negative); `None` outside the years 1 to 9999.
    pub fn add_days(self, n: i64) -> Option<Self> {
        let moved = self.0.checked_add(jiff::Span::new().try_days(n).ok()?).ok()?;
        (1..=9999).contains(&moved.year()).then_some(Self(moved))
    }

    /// `n` months later (earlier if negative), clamped to the month's last day.
    pub fn add_months(self, n: i64) -> Option<Self> {
        let moved = self.0.checked_add(jiff::Span::new().try_months(n).ok()?).ok()?;
        (1..=9999).contains(&moved.year()).then_some(Self(moved))
    }

    /// Days from this day to `later`; negative if `later` is earlier.
    pub fn days_until(self, later: Self) -> i64 {
        let span = self.0.until((jiff::Unit::Day, later.0));
        span.map(|s| i64::from(s.get_days())).unwrap_or_default()
    }

    /// Completed months from this day to `later`; negative if `later` is earlier.
    pub fn months_until(self, later: Self) -> i64 {
        let months = 12 * i64::from(later.year() - self.year()) + i64::from(later.month() - self.month());
        months - i64::from(later.day() < self.day())
    }

    /// Completed years from this day to `later`. Someone born on 29 February has the birthday on 1 March in common
    /// years.
    pub fn years_until(self, later: Self) -> i64 {
        let digits = |d: Self| i64::from(d.year()) * 10_000 + i64::from(d.month()) * 100 + i64::from(d.day());
        (digits(later) - digits(self)).div_euclid(10_000)
    }

    /// `YYYY-MM`.
    pub fn month_text(self) -> String {
        format!("{:04}-{:02}", self.year(), self.month())
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.year(), self.month(), self.day())
    }
}

impl Time {
    /// Reads `HH:MM` or `HH:MM:SS`; `24:00` and second 60 are refused.
    pub fn parse(text: &str) -> Option<Self> {
        let shape = matches!(text.len(), 5 | 8) && text.get(2..3) == Some(":");
        let (hour, minute) = (digits(text, 0, 2)?, digits(text, 3, 5)?);
        let second =
            if text.len() == 8 { (text.get(5..6) == Some(":")).then(|| digits(text, 6, 8))?? } else { 0 };
        let real = shape && hour < 24 && minute < 60 && second < 60;
        real.then_some(Self { seconds: hour * 3600 + minute * 60 + second })
    }
}

impl fmt::Display for Time {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (minutes, second) = (self.seconds / 60, self.seconds % 60);
        write!(f, "{:02}:{:02}:{second:02}", minutes / 60, minutes % 60)
    }
}

impl DateTime {
    /// Reads `YYYY-MM-DDTHH:MM[:SS]` with an offset (`Z`, `+07:00`), which is required.
    pub fn parse(text: &str) -> Option<Self> {
        let (clock, offset) = match text.strip_suffix('Z') {
            Some(clock) => (clock, 0),
            None => {
                let (clock, zone) = text.split_at_checked(text.len().checked_sub(6)?)?;
                let minutes = i64::from(Time::parse(zone.get(1..)?)?.seconds) / 60;
                (
                    clock,
                    if zone.starts_with('+') {
                        minutes
                    } else {
                        zone.starts_with('-').then_some(-minutes)?
                    },
                )
            }
        };
        let (day, time) = (Date::parse(clock.get(..10)?)?, Time::parse(clock.get(11..)?)?);
        (clock.get(10..11) == Some("T")).then_some(())?;
        let epoch = Date::new(1970, 1, 1)?;
        let local = epoch.days_until(day) * 86_400 + i64::from(time.seconds);
        Some(Self { instant: local - offset * 60, offset: i16::try_from(offset).ok()? })
    }
}

impl fmt::Display for DateTime {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let local = self.instant + i64::from(self.offset) * 60;
        let (days, seconds) = (local.div_euclid(86_400), local.rem_euclid(86_400));
        let day = Date::new(1970, 1, 1).and_then(|epoch| epoch.add_days(days));
        let time = Time { seconds: u32::try_from(seconds).unwrap_or_default() };
        let (sign, minutes) = (if self.offset < 0 { '-' } else { '+' }, self.offset.unsigned_abs());
        match day {
            Some(day) => write!(f, "{day}T{time}{sign}{:02}:{:02}", minutes / 60, minutes % 60),
            None => write!(f, "@{}", self.instant),
        }
    }
}
