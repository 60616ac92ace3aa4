package main

// Models of the published contract 1.29, without `meta`.

type PersonalInfoResponse struct {
	Id            string   `json:"id"`
	Age           *int64   `json:"age"`
	Weight        *float64 `json:"weight"`
	Height        *float64 `json:"height"`
	BiologicalSex *string  `json:"biological_sex"`
	Email         *string  `json:"email"`
}

type TagModel struct {
	Id        string   `json:"id"`
	Day       string   `json:"day"`
	Text      *string  `json:"text"`
	Timestamp string   `json:"timestamp"`
	Tags      []string `json:"tags"`
}

type EnhancedTagModel struct {
	Id          string  `json:"id"`
	TagTypeCode *string `json:"tag_type_code"`
	StartTime   string  `json:"start_time"`
	EndTime     *string `json:"end_time"`
	StartDay    string  `json:"start_day"`
	EndDay      *string `json:"end_day"`
	Comment     *string `json:"comment"`
	CustomName  *string `json:"custom_name"`
}

type Workout struct {
	Id            string   `json:"id"`
	Activity      string   `json:"activity"`
	Calories      *float64 `json:"calories"`
	Day           string   `json:"day"`
	Distance      *float64 `json:"distance"`
	EndDatetime   string   `json:"end_datetime"`
	Intensity     string   `json:"intensity"`
	Label         *string  `json:"label"`
	Source        string   `json:"source"`
	StartDatetime string   `json:"start_datetime"`
}

type Session struct {
	Id                   string  `json:"id"`
	Day                  string  `json:"day"`
	EndDatetime          string  `json:"end_datetime"`
	HeartRate            *Sample `json:"heart_rate"`
	HeartRateVariability *Sample `json:"heart_rate_variability"`
	Mood                 *string `json:"mood"`
	MotionCount          *Sample `json:"motion_count"`
	StartDatetime        string  `json:"start_datetime"`
	Type                 string  `json:"type"`
}

type Sample struct {
	Interval  float64    `json:"interval"`
	Items     []*float64 `json:"items"`
	Timestamp string     `json:"timestamp"`
}

type DailyActivity struct {
	Id                        string               `json:"id"`
	ActiveCalories            int64                `json:"active_calories"`
	AverageMetMinutes         float64              `json:"average_met_minutes"`
	Class5Min                 *string              `json:"class_5_min"`
	Contributors              ActivityContributors `json:"contributors"`
	Day                       string               `json:"day"`
	EquivalentWalkingDistance int64                `json:"equivalent_walking_distance"`
	HighActivityMetMinutes    int64                `json:"high_activity_met_minutes"`
	HighActivityTime          int64                `json:"high_activity_time"`
	InactivityAlerts          int64                `json:"inactivity_alerts"`
	LowActivityMetMinutes     int64                `json:"low_activity_met_minutes"`
	LowActivityTime           int64                `json:"low_activity_time"`
	MediumActivityMetMinutes  int64                `json:"medium_activity_met_minutes"`
	MediumActivityTime        int64                `json:"medium_activity_time"`
	Met                       Sample               `json:"met"`
	MetersToTarget            int64                `json:"meters_to_target"`
	NonWearTime               int64                `json:"non_wear_time"`
	RestingTime               int64                `json:"resting_time"`
	Score                     *int64               `json:"score"`
	SedentaryMetMinutes       int64                `json:"sedentary_met_minutes"`
	SedentaryTime             int64                `json:"sedentary_time"`
	Steps                     int64                `json:"steps"`
	TargetCalories            int64                `json:"target_calories"`
	TargetMeters              int64                `json:"target_meters"`
	Timestamp                 string               `json:"timestamp"`
	TotalCalories             int64                `json:"total_calories"`
}

type ActivityContributors struct {
	MeetDailyTargets  *int64 `json:"meet_daily_targets"`
	MoveEveryHour     *int64 `json:"move_every_hour"`
	RecoveryTime      *int64 `json:"recovery_time"`
	StayActive        *int64 `json:"stay_active"`
	TrainingFrequency *int64 `json:"training_frequency"`
	TrainingVolume    *int64 `json:"training_volume"`
}

type DailySleep struct {
	Id           string            `json:"id"`
	Contributors SleepContributors `json:"contributors"`
	Day          string            `json:"day"`
	Score        *int64            `json:"score"`
	Timestamp    string            `json:"timestamp"`
}

type SleepContributors struct {
	DeepSleep   *int64 `json:"deep_sleep"`
	Efficiency  *int64 `json:"efficiency"`
	Latency     *int64 `json:"latency"`
	RemSleep    *int64 `json:"rem_sleep"`
	Restfulness *int64 `json:"restfulness"`
	Timing      *int64 `json:"timing"`
	TotalSleep  *int64 `json:"total_sleep"`
}

type DailySpO2 struct {
	Id                        string                `json:"id"`
	BreathingDisturbanceIndex *int64                `json:"breathing_disturbance_index"`
	Day                       string                `json:"day"`
	Spo2Percentage            *Spo2AggregatedValues `json:"spo2_percentage"`
}

type Spo2AggregatedValues struct {
	Average float64 `json:"average"`
}

type DailyReadiness struct {
	Id                        string                `json:"id"`
	Contributors              ReadinessContributors `json:"contributors"`
	Day                       string                `json:"day"`
	Score                     *int64                `json:"score"`
	TemperatureDeviation      *float64              `json:"temperature_deviation"`
	TemperatureTrendDeviation *float64              `json:"temperature_trend_deviation"`
	Timestamp                 string                `json:"timestamp"`
}

type ReadinessContributors struct {
	ActivityBalance     *int64 `json:"activity_balance"`
	BodyTemperature     *int64 `json:"body_temperature"`
	HrvBalance          *int64 `json:"hrv_balance"`
	PreviousDayActivity *int64 `json:"previous_day_activity"`
	PreviousNight       *int64 `json:"previous_night"`
	RecoveryIndex       *int64 `json:"recovery_index"`
	RestingHeartRate    *int64 `json:"resting_heart_rate"`
	SleepBalance        *int64 `json:"sleep_balance"`
	SleepRegularity     *int64 `json:"sleep_regularity"`
}

type ModifiedSleepModel struct {
	Id                    string     `json:"id"`
	AverageBreath         *float64   `json:"average_breath"`
	AverageHeartRate      *float64   `json:"average_heart_rate"`
	AverageHrv            *int64     `json:"average_hrv"`
	AwakeTime             *int64     `json:"awake_time"`
	BedtimeEnd            string     `json:"bedtime_end"`
	BedtimeStart          string     `json:"bedtime_start"`
	Day                   string     `json:"day"`
	DeepSleepDuration     *int64     `json:"deep_sleep_duration"`
	Efficiency            *int64     `json:"efficiency"`
	HeartRate             *Sample    `json:"heart_rate"`
	Hrv                   *Sample    `json:"hrv"`
	Latency               *int64     `json:"latency"`
	LightSleepDuration    *int64     `json:"light_sleep_duration"`
	LowBatteryAlert       bool       `json:"low_battery_alert"`
	LowestHeartRate       *int64     `json:"lowest_heart_rate"`
	Movement30Sec         *string    `json:"movement_30_sec"`
	Period                int64      `json:"period"`
	Readiness             *Readiness `json:"readiness"`
	ReadinessScoreDelta   *int64     `json:"readiness_score_delta"`
	RemSleepDuration      *int64     `json:"rem_sleep_duration"`
	RestlessPeriods       *int64     `json:"restless_periods"`
	SleepAlgorithmVersion *string    `json:"sleep_algorithm_version"`
	SleepAnalysisReason   *string    `json:"sleep_analysis_reason"`
	SleepPhase30Sec       *string    `json:"sleep_phase_30_sec"`
	SleepPhase5Min        *string    `json:"sleep_phase_5_min"`
	SleepScoreDelta       *int64     `json:"sleep_score_delta"`
	TimeInBed             int64      `json:"time_in_bed"`
	TotalSleepDuration    *int64     `json:"total_sleep_duration"`
	Type                  *string    `json:"type"`
	RingId                *string    `json:"ring_id"`
	AppSleepPhase5Min     *string    `json:"app_sleep_phase_5_min"`
}

type Readiness struct {
	Contributors              ReadinessContributors `json:"contributors"`
	Score                     *int64                `json:"score"`
	TemperatureDeviation      *float64              `json:"temperature_deviation"`
	TemperatureTrendDeviation *float64              `json:"temperature_trend_deviation"`
}

type SleepTime struct {
	Id             string           `json:"id"`
	Day            string           `json:"day"`
	OptimalBedtime *SleepTimeWindow `json:"optimal_bedtime"`
	Recommendation *string          `json:"recommendation"`
	Status         *string          `json:"status"`
}

type SleepTimeWindow struct {
	DayTz       int64 `json:"day_tz"`
	EndOffset   int64 `json:"end_offset"`
	StartOffset int64 `json:"start_offset"`
}

type RestModePeriod struct {
	Id        string            `json:"id"`
	EndDay    *string           `json:"end_day"`
	EndTime   *string           `json:"end_time"`
	Episodes  []RestModeEpisode `json:"episodes"`
	StartDay  string            `json:"start_day"`
	StartTime *string           `json:"start_time"`
}

type RestModeEpisode struct {
	Tags      []string `json:"tags"`
	Timestamp string   `json:"timestamp"`
}

type RingConfiguration struct {
	Id              string  `json:"id"`
	Color           *string `json:"color"`
	Design          *string `json:"design"`
	FirmwareVersion *string `json:"firmware_version"`
	HardwareType    *string `json:"hardware_type"`
	SetUpAt         *string `json:"set_up_at"`
	Size            *int64  `json:"size"`
}

type DailyStress struct {
	Id           string  `json:"id"`
	Day          string  `json:"day"`
	DaySummary   *string `json:"day_summary"`
	RecoveryHigh *int64  `json:"recovery_high"`
	StressHigh   *int64  `json:"stress_high"`
}

type DailyResilienceModel struct {
	Id           string                 `json:"id"`
	Day          string                 `json:"day"`
	Contributors ResilienceContributors `json:"contributors"`
	Level        string                 `json:"level"`
}

type ResilienceContributors struct {
	SleepRecovery   float64 `json:"sleep_recovery"`
	DaytimeRecovery float64 `json:"daytime_recovery"`
	Stress          float64 `json:"stress"`
}

type DailyCardiovascularAge struct {
	Id          string `json:"id"`
	Day         string `json:"day"`
	VascularAge *int64 `json:"vascular_age"`
}

type VO2Max struct {
	Id        string `json:"id"`
	Day       string `json:"day"`
	Timestamp string `json:"timestamp"`
	Vo2Max    int64  `json:"vo2_max"`
}

type HeartRateRow struct {
	Timestamp     string `json:"timestamp"`
	TimestampUnix int64  `json:"timestamp_unix"`
	Bpm           int64  `json:"bpm"`
	Source        string `json:"source"`
}

type RingBatteryLevelRow struct {
	Timestamp     string `json:"timestamp"`
	TimestampUnix int64  `json:"timestamp_unix"`
	Charging      *bool  `json:"charging"`
	InCharger     *bool  `json:"in_charger"`
	Level         int64  `json:"level"`
}

type InterbeatIntervalRow struct {
	Timestamp     string `json:"timestamp"`
	TimestampUnix int64  `json:"timestamp_unix"`
	Ibi           int64  `json:"ibi"`
	Validity      int64  `json:"validity"`
}
